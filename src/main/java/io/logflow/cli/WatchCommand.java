package io.logflow.cli;

import static io.logflow.cli.FolderOptions.put;

import io.logflow.LogFlow;
import io.logflow.flow.watch.JobLine;
import io.logflow.flow.watch.Watch;
import io.logflow.job.ErrorKind;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.SettingsLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow watch}: folders in, Parquet out, until somebody ends it. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = "Watches folders and converts every file that arrives, each once.",
    footer = {
      "",
      "Without DIR it watches the inboxes of the settings (inboxes:) and runs",
      "their schedules (schedules:). Inputs of inboxes go to DIR/done or",
      "DIR/failed when they are through. Ctrl-C ends it."
    })
final class WatchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "The folder; without it the inboxes of the settings.")
  private Path folder;

  @Option(names = "--pattern", paramLabel = "GLOB", description = "Which files, such as *.csv.")
  private String pattern;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      description = "How long a file must stay as it is (default 2s).")
  private String settle;

  @Option(
      names = "--bundle",
      paramLabel = "TIME",
      description = "Make one output of small files that come within this time.")
  private String bundle;

  @Option(names = "--quiet", description = "Print no line for each job.")
  private boolean quiet;

  @Mixin private FolderOptions options;
  @Mixin private ConversionFlags flags;
  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    SettingsLoader loader = flags.addTo(settings.loader()).build();
    List<InboxSettings> inboxes = inboxes(loader);
    List<ScheduleSettings> schedules = folder == null ? loader.schedules() : List.of();
    Logging.follow(loader.load());
    CountDownLatch ended = new CountDownLatch(1);
    try (LogFlow logflow =
        LogFlow.builder().settings(() -> flags.addTo(settings.loader())).open()) {
      Watch watch = logflow.watch(inboxes, schedules, this::print);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(watch, logflow), "logflow-end"));
      inboxes.forEach(this::announce);
      schedules.forEach(this::announce);
      ended.await();
    }
    return 0;
  }

  private static void end(Watch watch, LogFlow logflow) {
    SecondSignal.halts();
    try (logflow) {
      watch.close();
    }
  }

  private List<InboxSettings> inboxes(SettingsLoader loader) {
    if (folder != null && !options.hasOutput()) {
      throw ErrorKind.USAGE.error(
          "No folder is given for the Parquet files of " + folder + ".",
          "Write: logflow watch " + folder + " --output DIR");
    }
    if (folder != null) {
      return List.of(loader.inbox(folder, given()));
    }
    if (!given().isEmpty()) {
      throw ErrorKind.USAGE.error(
          "Options of a folder are given, and no folder.", "Write: logflow watch DIR --output DIR");
    }
    List<InboxSettings> configured = loader.inboxes();
    if (configured.isEmpty() && loader.schedules().isEmpty()) {
      throw ErrorKind.USAGE.error(
          "There is nothing to watch: no folder is given and the settings have no inboxes and no"
              + " schedules.",
          "Write: logflow watch DIR --output DIR, or add inboxes: or schedules: to "
              + loader.userFile()
              + ".");
    }
    return configured;
  }

  private Map<String, Object> given() {
    Map<String, Object> given = options.given();
    put(given, "pattern", pattern);
    put(given, "settle", settle);
    put(given, "bundle", bundle == null ? null : Map.of("max_wait", bundle));
    put(given, "on_existing", flags.replaces() ? "replace" : null);
    return given;
  }

  private void announce(InboxSettings inbox) {
    if (!quiet) {
      out().println("Watching " + Printable.text(inbox.path() + " -> " + inbox.output()));
      out().flush();
    }
  }

  private void announce(ScheduleSettings schedule) {
    if (!quiet) {
      String when = schedule.cron().map(cron -> cron + " " + schedule.zone()).orElse("when asked");
      out().println(Printable.text("Schedule " + schedule.name() + ": " + when));
      out().flush();
    }
  }

  private void print(JobLine line) {
    if (!quiet) {
      String text = line.status() + " " + line.input() + ": " + line.detail();
      synchronized (this) {
        out().println(line.jobId() + " " + Printable.text(text));
        out().flush();
      }
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
