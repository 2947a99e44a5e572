package io.logflow.cli;

import static io.logflow.cli.FolderOptions.put;

import io.logflow.flow.audit.Audit;
import io.logflow.flow.audit.AuditPlan;
import io.logflow.flow.audit.AuditReport;
import io.logflow.flow.audit.Manifest;
import io.logflow.flow.doctor.Checkup;
import io.logflow.flow.doctor.Finding;
import io.logflow.job.ErrorKind;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logflow doctor}: looks whether all is well, and leaves nothing behind. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Looks whether all is well, and says what to do where it is not.",
    footer = {
      "",
      "Without --inbox it looks at the inboxes of the settings (inboxes:).",
      "Exit code 16 says that something was found."
    })
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--audit",
      description = "Check that no input was lost or doubled and every output is whole.")
  private boolean audit;

  @Option(names = "--inbox", paramLabel = "DIR", description = "A watched folder, DIR.")
  private Path inbox;

  @Option(
      names = "--on-existing",
      paramLabel = "WHAT",
      description = "What it does to outputs that exist: version, replace or fail.")
  private String onExisting;

  @Option(
      names = "--on-duplicate",
      paramLabel = "WHAT",
      description = "What it does to contents that were converted before: skip or convert.")
  private String onDuplicate;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "With --audit: CSV of what was put in: name,sha256,rows,sum.")
  private Path manifest;

  @Option(
      names = "--allow-missing",
      description = "With --audit: outputs and inputs may have been taken away.")
  private boolean allowMissing;

  @Option(names = "--full", description = "With --audit: read every value of every output.")
  private boolean full;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private FolderOptions options;
  @Mixin private StateOptions state;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SettingsLoader loader = state.loader();
    List<InboxSettings> inboxes = inboxes(loader);
    DoctorPrinter printer = new DoctorPrinter(spec.commandLine().getOut(), json);
    boolean well = audit ? audit(loader, inboxes, printer) : checkUp(loader, inboxes, printer);
    return well ? 0 : ErrorKind.EXIT_FINDINGS;
  }

  private boolean audit(SettingsLoader loader, List<InboxSettings> inboxes, DoctorPrinter printer) {
    List<InboxSettings> doors = new ArrayList<>(inboxes);
    if (options.inbox(loader, inbox, given(), "logflow doctor").isEmpty()) {
      loader.schedules().forEach(schedule -> doors.add(schedule.jobs()));
      doors.add(InboxSettings.ofHttp(loader.load().server()));
    }
    AuditReport report = Audit.of(plan(loader, doors));
    printer.print(report);
    return report.violations().isEmpty();
  }

  private boolean checkUp(
      SettingsLoader loader, List<InboxSettings> inboxes, DoctorPrinter printer) {
    if (manifest != null || allowMissing || full) {
      throw ErrorKind.USAGE.error(
          "--manifest, --allow-missing and --full are for an audit.",
          "Write: logflow doctor --audit ...");
    }
    List<Finding> findings = Checkup.of(loader.load(), state.path(), inboxes, Clock.systemUTC());
    printer.print(findings);
    return findings.stream().noneMatch(finding -> finding.level() == Finding.Level.FAIL);
  }

  private AuditPlan plan(SettingsLoader loader, List<InboxSettings> inboxes) {
    return new AuditPlan(
        inboxes,
        state.path(),
        List.of(
            loader.load().engine().tempDir(), loader.home().resolve(".logflow").resolve("native")),
        Optional.ofNullable(manifest).map(Manifest::read),
        allowMissing,
        full,
        ProcessHandle.current().info().startInstant().orElseGet(Instant::now));
  }

  private List<InboxSettings> inboxes(SettingsLoader loader) {
    return options
        .inbox(loader, inbox, given(), "logflow doctor")
        .map(List::of)
        .orElseGet(loader::inboxes);
  }

  private Map<String, Object> given() {
    Map<String, Object> given = options.given();
    put(given, "on_existing", onExisting);
    put(given, "on_duplicate", onDuplicate);
    return given;
  }
}
