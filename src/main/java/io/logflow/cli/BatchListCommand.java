package io.logflow.cli;

import io.logflow.settings.ScheduleSettings;
import io.logflow.store.BatchRuns;
import io.logflow.store.BatchRuns.Run;
import io.logflow.store.StateStore;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code logflow batch list}: the schedules, with their last and next run. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the schedules, with their last and next run in their own zone.")
final class BatchListCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private StateOptions state;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<ScheduleSettings> all = ScheduleOptions.all(state.loader());
    Instant now = Clock.systemUTC().instant();
    try (StateStore store = state.open()) {
      BatchRuns runs = new BatchRuns(store);
      if (json) {
        JsonOutput.print(
            out(), all.stream().map(one -> facts(one, runs.last(one.name()), now)).toList());
      } else {
        table(all, runs, now).print(out());
      }
    }
    out().flush();
    return 0;
  }

  private static TextTable table(List<ScheduleSettings> all, BatchRuns runs, Instant now) {
    TextTable table =
        new TextTable(
            List.of("SCHEDULE", "CRON", "ZONE", "LAST RUN", "FOR", "RESULT", "NEXT RUN"), Set.of());
    for (ScheduleSettings one : all) {
      Optional<Run> last = runs.last(one.name());
      table.add(
          List.of(
              one.name(),
              one.cron().map(Object::toString).orElse("none"),
              one.zone().toString(),
              last.flatMap(Run::startedAt).map(at -> time(at, one.zone())).orElse("never"),
              last.map(run -> TIME.format(run.date())).orElse(""),
              last.map(BatchListCommand::result).orElse(""),
              next(one, now).map(at -> time(at, one.zone())).orElse("when asked")));
    }
    return table;
  }

  private static Optional<Instant> next(ScheduleSettings schedule, Instant now) {
    return schedule.cron().flatMap(cron -> cron.next(now, schedule.zone()));
  }

  private static String result(Run run) {
    return run.exitCode().map(code -> code == 0 ? "done" : "exit code " + code).orElse(run.state());
  }

  private static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  private static Map<String, Object> facts(
      ScheduleSettings schedule, Optional<Run> last, Instant now) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("schedule", schedule.name());
    facts.put("cron", schedule.cron().map(Object::toString).orElse(null));
    facts.put("zone", schedule.zone().toString());
    facts.put("last_run", last.map(BatchRunReport::facts).orElse(null));
    facts.put(
        "next_run",
        next(schedule, now)
            .map(at -> at.atZone(schedule.zone()).toOffsetDateTime().toString())
            .orElse(null));
    return facts;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
