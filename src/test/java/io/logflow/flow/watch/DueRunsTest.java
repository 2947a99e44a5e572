package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.BatchRuns;
import io.logflow.store.Database;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Berlin puts its clock forward at 2026-03-29T01:00Z, and back at 2026-10-25T01:00Z. */
class DueRunsTest {
  @TempDir private Path home;
  private final AtomicInteger ids = new AtomicInteger();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private ScheduleSettings schedule(String cron) throws IOException {
    Path file = home.resolve(".logflow/config.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "schedules: {s: {inputs: /in/x.csv, output: /out, zone: Europe/Berlin, cron: '"
            + cron
            + "'}}\n");
    return SettingsLoader.builder(home)
        .systemFile(home.resolve("none.yaml"))
        .build()
        .schedules()
        .get(0);
  }

  private DueRuns due(StateStore store, String cron) throws IOException {
    return new DueRuns(
        schedule(cron), new BatchRuns(store), clock, () -> "run" + ids.incrementAndGet());
  }

  private List<List<Object>> runs() throws Exception {
    return Database.rows(
        home.resolve("state.db"), "SELECT run_date, reason FROM batch_runs ORDER BY id");
  }

  private void at(DueRuns due, String... instants) {
    for (String instant : instants) {
      now = Instant.parse(instant);
      due.enter();
    }
  }

  @Test
  void a_time_has_its_run_once_whoever_looks_and_however_often() throws Exception {
    try (StateStore store = StateStore.open(home.resolve("state.db"))) {
      DueRuns first = due(store, "30 6 * * *");
      first.know();
      at(first, "2026-01-01T05:29:59Z", "2026-01-01T05:30:00Z", "2026-01-01T05:30:01Z");
      DueRuns restarted = due(store, "30 6 * * *");
      restarted.know();
      at(restarted, "2026-01-01T05:30:02Z", "2026-01-01T23:00:00Z");
    }
    assertThat(runs()).containsExactly(List.of("2026-01-01T06:30", "due"));
  }

  @Test
  void what_was_missed_is_caught_up_once_for_the_latest_time() throws Exception {
    try (StateStore store = StateStore.open(home.resolve("state.db"))) {
      due(store, "30 6 * * *").know();
      DueRuns after = due(store, "30 6 * * *");
      after.know();
      // Due on the 1st to the 4th
      at(after, "2026-01-04T12:00:00Z", "2026-01-04T12:00:01Z", "2026-01-05T05:30:05Z");
    }
    assertThat(runs())
        .containsExactly(
            List.of("2026-01-04T06:30", "caught_up"), List.of("2026-01-05T06:30", "due"));
  }

  @Test
  void what_was_due_before_the_schedule_was_known_is_not_caught_up() throws Exception {
    try (StateStore store = StateStore.open(home.resolve("state.db"))) {
      now = Instant.parse("2026-01-01T12:00:00Z");
      DueRuns due = due(store, "30 6 * * *");
      due.know();
      at(due, "2026-01-01T12:00:01Z");
    }
    assertThat(runs()).isEmpty();
  }

  @Test
  void a_change_of_the_clock_gives_one_run_a_day() throws Exception {
    try (StateStore store = StateStore.open(home.resolve("state.db"))) {
      now = Instant.parse("2026-03-28T12:00:00Z");
      DueRuns due = due(store, "30 2 * * *");
      due.know();
      at(due, "2026-03-29T00:59:59Z", "2026-03-29T01:00:01Z", "2026-03-29T01:30:01Z");
      at(due, "2026-03-30T00:30:01Z");
      assertThat(runs())
          .containsExactly(List.of("2026-03-29T03:00", "due"), List.of("2026-03-30T02:30", "due"));

      now = Instant.parse("2026-10-24T12:00:00Z");
      DueRuns autumn = due(store, "30 2 * * *");
      at(autumn, "2026-10-24T12:00:00Z");
      at(autumn, "2026-10-25T00:30:01Z", "2026-10-25T01:30:01Z", "2026-10-26T01:30:01Z");
    }
    assertThat(runs().subList(3, 5))
        .containsExactly(List.of("2026-10-25T02:30", "due"), List.of("2026-10-26T02:30", "due"));
    assertThat(runs()).hasSize(5);
  }

  @Test
  void a_clock_that_was_a_year_ahead_does_not_stop_a_schedule() throws Exception {
    try (StateStore store = StateStore.open(home.resolve("state.db"))) {
      now = Instant.parse("2026-12-31T12:00:00Z");
      DueRuns wrong = due(store, "30 6 * * *");
      wrong.know();
      now = Instant.parse("2026-01-01T00:00:00Z");
      DueRuns right = due(store, "30 6 * * *");
      at(right, "2026-01-01T05:29:30Z", "2026-01-01T05:30:10Z");
    }
    assertThat(runs()).containsExactly(List.of("2026-01-01T06:30", "due"));
  }
}
