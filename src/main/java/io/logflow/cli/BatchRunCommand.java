package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.flow.watch.BatchPreview;
import io.logflow.flow.watch.JobLine;
import io.logflow.job.ErrorKind;
import io.logflow.settings.InputPattern;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.BatchRuns;
import io.logflow.store.BatchRuns.Run;
import io.logflow.store.StateStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow batch run}: one run of a schedule, now. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a schedule once, now, and waits for its end.",
    footer = {
      "",
      "Files that are as an earlier run has taken them are left out. Where 'logflow watch' has the",
      "schedule, the run is done there."
    })
final class BatchRunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The schedule, by its name in the settings.")
  private String name;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = "The date of the run, YYYY-MM-DD or YYYY-MM-DDTHH:MM; today without it.")
  private String date;

  @Option(names = "--dry-run", description = "Only list what would be done.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--quiet", description = "Print errors only.")
  private boolean quiet;

  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SettingsLoader loader = settings.loader().build();
    ScheduleSettings schedule = ScheduleOptions.named(name, loader);
    LocalDateTime meant = date(schedule);
    return dryRun ? preview(schedule, meant, loader) : run(schedule, meant);
  }

  private LocalDateTime date(ScheduleSettings schedule) {
    if (date == null) {
      return LocalDateTime.ofInstant(Clock.systemUTC().instant(), schedule.zone())
          .truncatedTo(ChronoUnit.MINUTES);
    }
    try {
      if (date.contains("T")) {
        return LocalDateTime.parse(date);
      }
      LocalDate day = LocalDate.parse(date);
      if (schedule.inputs().stream().anyMatch(InputPattern::isHourly)) {
        throw ErrorKind.USAGE.error(
            "The inputs of " + name + " name an hour, and --date " + date + " has none.",
            "Write it as well: --date " + date + "T06:00");
      }
      return day.atTime(LocalTime.MIDNIGHT);
    } catch (DateTimeParseException e) {
      throw ErrorKind.USAGE.error(
          "--date " + date + " is no date.", "Write YYYY-MM-DD or YYYY-MM-DDTHH:MM.", e);
    }
  }

  private int run(ScheduleSettings schedule, LocalDateTime meant) {
    CountDownLatch stop = new CountDownLatch(1);
    return Cancellation.under(
        stop::countDown,
        () -> {
          try (LogFlow logflow = LogFlow.builder().settings(settings::loader).open()) {
            String asker = System.getProperty("user.name");
            Run run = logflow.runBatch(schedule, meant, asker, this::print, stop);
            BatchRunReport.failures(
                new BatchRuns(logflow.store()).failures(run.id()), spec.commandLine().getErr());
            tell(run);
            return run.exitCode().orElse(ErrorKind.CANCELLED.exitCode());
          }
        });
  }

  private void tell(Run run) {
    if (json) {
      JsonOutput.printLine(out(), BatchRunReport.facts(run));
    } else if (!quiet) {
      out().println(BatchRunReport.summary(run));
    }
    out().flush();
  }

  private void print(JobLine line) {
    if (!quiet && !json && !line.status().equals("failed")) {
      synchronized (this) {
        out().println(Printable.text(line.status() + " " + line.input() + ": " + line.detail()));
        out().flush();
      }
    }
  }

  private int preview(ScheduleSettings schedule, LocalDateTime meant, SettingsLoader loader) {
    List<BatchPreview.Line> lines;
    try (StateStore store = StateStore.open(loader.load().storage().database())) {
      lines = new BatchPreview(schedule, store).of(meant);
    }
    if (json) {
      JsonOutput.print(out(), lines);
    } else {
      TextTable table = new TextTable(List.of("INPUT", "STATE", "SIZE"), Set.of(2));
      lines.forEach(
          line ->
              table.add(
                  List.of(
                      line.input(),
                      line.state(),
                      line.state().equals("missing")
                          ? ""
                          : Figures.bytes(Long.parseLong(line.detail())))));
      table.print(out());
    }
    out().flush();
    boolean missing = lines.stream().anyMatch(line -> line.state().equals("missing"));
    return missing ? ErrorKind.INPUT_NOT_FOUND.exitCode() : 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
