package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.flow.service.Service;
import io.logflow.flow.watch.JobLine;
import io.logflow.http.tls.ServerCertificate;
import io.logflow.http.tls.TlsIdentity;
import io.logflow.job.ErrorKind;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow serve}: inboxes and the HTTP server, until somebody ends it. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Takes files in over HTTP, and watches inboxes.",
    footer = {
      "",
      "The inboxes of the settings (inboxes:) are watched, and each DIR,",
      "whose outputs go to --output. Ctrl-C ends it."
    })
final class ServeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", arity = "0..*", description = "More folders to watch.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the HTTP server; 0 takes any free one (default 8080).")
  private Integer port;

  @Option(
      names = "--network",
      description = "Let other machines in, with TLS and a token (logflow token create).")
  private boolean network;

  @Option(
      names = "--host",
      paramLabel = "ADDR",
      description = "Address to listen on (default localhost; with --network all).")
  private String host;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      description = "With --network, the certificate in PEM; else one is made.")
  private Path certificate;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "With --network, the private key of --cert in PEM.")
  private Path key;

  @Option(names = "--quiet", description = "Print no line for each job.")
  private boolean quiet;

  @Mixin private FolderOptions options;
  @Mixin private ConversionFlags flags;
  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    SettingsLoader loader = loader().build();
    List<InboxSettings> inboxes = inboxes(loader);
    List<ScheduleSettings> schedules = loader.schedules();
    Settings process = loader.load();
    if ((certificate != null || key != null) && !process.server().network()) {
      throw ErrorKind.USAGE.error(
          "--cert and --key are given, and this server speaks to this machine only, without TLS.",
          "Add --network, or leave them out.");
    }
    Logging.follow(process);
    CountDownLatch ended = new CountDownLatch(1);
    try (LogFlow logflow = LogFlow.builder().settings(this::loader).open()) {
      Service service = logflow.serve(inboxes, schedules, this::print);
      Thread end = new Thread(() -> end(service, logflow), "logflow-end");
      Runtime.getRuntime().addShutdownHook(end);
      inboxes.forEach(inbox -> say("Watching " + inbox.path() + " -> " + inbox.output()));
      announce(service);
      ended.await();
    }
    return 0;
  }

  private SettingsLoader.Builder loader() {
    SettingsLoader.Builder loader = flags.addTo(settings.loader());
    if (port != null) {
      loader.flag("server.port", port.longValue());
    }
    if (network) {
      loader.flag("server.network", true);
    }
    given(loader, "server.host", host);
    given(loader, "server.cert", certificate);
    given(loader, "server.key", key);
    return loader;
  }

  private static void given(SettingsLoader.Builder loader, String key, Object value) {
    if (value != null) {
      loader.flag(key, value.toString());
    }
  }

  private static void end(Service service, LogFlow logflow) {
    SecondSignal.halts();
    try (logflow) {
      service.close();
    }
  }

  private List<InboxSettings> inboxes(SettingsLoader loader) {
    if (!folders.isEmpty() && !options.hasOutput()) {
      throw ErrorKind.USAGE.error(
          "No folder is given for the Parquet files of " + folders.get(0) + ".",
          "Write: logflow serve " + folders.get(0) + " --output DIR");
    }
    if (folders.isEmpty() && !options.given().isEmpty()) {
      throw ErrorKind.USAGE.error(
          "Options of a folder are given, and no folder.", "Write: logflow serve DIR --output DIR");
    }
    List<InboxSettings> all = new ArrayList<>(loader.inboxes());
    folders.forEach(folder -> all.add(loader.inbox(folder, options.given())));
    return all;
  }

  private void announce(Service service) {
    say("Serving " + service.url() + "; try:");
    String trust =
        service
            .certificate()
            .flatMap(ServerCertificate::copy)
            .map(file -> "--cacert " + quoted(file) + " ")
            .orElse("");
    String token =
        service.tokenFile().map(file -> "$(cat " + quoted(file) + ")").orElse("$LOGFLOW_TOKEN");
    out()
        .println(
            "  curl "
                + trust
                + "-H \"Authorization: Bearer "
                + token
                + "\" "
                + service.url()
                + "/api/v1/jobs");
    service.certificate().map(ServerCertificate::identity).ifPresent(this::show);
    out().flush();
  }

  private static String quoted(Path file) {
    return "'" + Printable.text(file.toString()) + "'";
  }

  private void show(TlsIdentity identity) {
    say("Its certificate, by which clients know it, valid until " + identity.end() + ":");
    say("  " + identity.fingerprint());
  }

  private void say(String line) {
    out().println(Printable.text(line));
    out().flush();
  }

  private void print(JobLine line) {
    if (!quiet) {
      String text = line.status() + " " + line.input() + ": " + line.detail();
      synchronized (this) {
        say(line.jobId() + " " + text);
      }
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
