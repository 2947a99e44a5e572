package io.logflow.flow.watch;

import io.logflow.settings.Cron;
import io.logflow.settings.ScheduleSettings;
import io.logflow.store.BatchRuns;
import io.logflow.store.BatchRuns.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters the runs of a schedule whose time has come. What decides is the record, not a timer: times
 * that passed while nothing ran, or while the machine slept, are found as soon as somebody looks,
 * and the last of them has its run, once.
 */
final class DueRuns {
  private static final Logger LOG = LoggerFactory.getLogger(DueRuns.class);
  private static final Duration PUNCTUAL = Duration.ofMinutes(1);
  private static final Duration CLOCK_WAS_WRONG = Duration.ofDays(1);

  private final ScheduleSettings schedule;
  private final BatchRuns runs;
  private final Clock clock;
  private final Supplier<String> ids;
  private Instant next = Instant.MIN;
  private Optional<Instant> corrected = Optional.empty();

  DueRuns(ScheduleSettings schedule, BatchRuns runs, Clock clock, Supplier<String> ids) {
    this.schedule = schedule;
    this.runs = runs;
    this.clock = clock;
    this.ids = ids;
  }

  /** From here on its times count. */
  void know() {
    runs.know(schedule.name(), clock.instant());
  }

  /** Enters a run where one is due. */
  void enter() {
    Instant now = clock.instant();
    if (schedule.cron().isEmpty() || now.isBefore(next)) {
      return;
    }
    Cron cron = schedule.cron().get();
    Instant handled = runs.handled(schedule.name());
    cron.due(from(handled, now), now, schedule.zone()).ifPresent(due -> enter(due, now));
    Instant soon = now.plus(PUNCTUAL);
    next = cron.next(now, schedule.zone()).filter(time -> time.isBefore(soon)).orElse(soon);
  }

  /** Nobody would wait for the day on which a clock that was wrong thought it was. */
  private Instant from(Instant handled, Instant now) {
    if (handled.isBefore(now.plus(CLOCK_WAS_WRONG))) {
      corrected = Optional.empty();
      return handled;
    }
    corrected = corrected.or(() -> Optional.of(now));
    return corrected.get();
  }

  private void enter(Cron.Due due, Instant now) {
    corrected = corrected.map(any -> due.last());
    boolean late = due.last().isBefore(now.minus(PUNCTUAL));
    LocalDateTime date = LocalDateTime.ofInstant(due.last(), schedule.zone());
    if (due.times() > 1) {
      LOG.warn(
          "{} was due {} times and did not run; it runs once now, for {}. 'logflow batch run {}"
              + " --date DATE' runs it for another date.",
          schedule.door(),
          due.times(),
          date,
          schedule.name());
    }
    runs.ask(
        ids.get(),
        schedule.name(),
        date,
        late ? Reason.CAUGHT_UP : Reason.DUE,
        Optional.of(due.last()),
        Optional.empty(),
        now);
  }
}
