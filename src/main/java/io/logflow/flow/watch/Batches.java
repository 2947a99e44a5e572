package io.logflow.flow.watch;

import io.logflow.job.ErrorKind;
import io.logflow.job.JobIds;
import io.logflow.job.LogFlowException;
import io.logflow.settings.ScheduleSettings;
import io.logflow.store.BatchRuns;
import io.logflow.store.BatchRuns.Reason;
import io.logflow.store.BatchRuns.Run;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs schedules when somebody asks: in the process that watches them, where there is one, else
 * here.
 */
public final class Batches {
  private static final long LOOK_MILLIS = 100;

  private final StateStore store;
  private final BatchRuns runs;
  private final Queue queue;
  private final Clock clock = Clock.systemUTC();

  public Batches(StateStore store) {
    this.store = store;
    this.runs = new BatchRuns(store);
    this.queue = new Queue(store);
  }

  /**
   * Runs a schedule once and waits for its end.
   *
   * @param date local date and time for which it reads its inputs
   * @param askedBy who wants it
   * @param here begins to watch the schedule in this process
   * @param stop at zero when it is not to be waited for any more
   * @return the run, which is over
   * @throws LogFlowException USAGE where the schedule rests, or what {@code here} throws
   */
  public Run run(
      ScheduleSettings schedule,
      LocalDateTime date,
      String askedBy,
      Supplier<Watch> here,
      CountDownLatch stop) {
    List<String> paused = queue.paused();
    if (paused.contains("*") || paused.contains(schedule.door())) {
      throw ErrorKind.USAGE.error(
          "The schedule " + schedule.name() + " rests.", "Let it go on with: logflow resume");
    }
    String id = new JobIds(clock).next();
    runs.ask(
        id,
        schedule.name(),
        date,
        Reason.ASKED,
        Optional.empty(),
        Optional.of(askedBy),
        clock.instant());
    try {
      boolean stopped = false;
      while (!stopped && !isOver(id)) {
        if (InboxLocks.areFree(schedule.jobs(), store)) {
          here(schedule, id, here, stop);
        }
        stopped = await(stop);
      }
    } finally {
      runs.end(id, false, ErrorKind.CANCELLED.exitCode(), "{}", clock.instant());
    }
    return runs.find(id).orElseThrow();
  }

  private void here(
      ScheduleSettings schedule, String id, Supplier<Watch> here, CountDownLatch stop) {
    try {
      Watch watch = here.get();
      try {
        boolean stopped = false;
        while (!stopped && !isOver(id)) {
          stopped = await(stop);
        }
      } finally {
        watch.close();
      }
    } catch (LogFlowException e) {
      // Another process may have been quicker.
      if (InboxLocks.areFree(schedule.jobs(), store)) {
        throw e;
      }
    }
  }

  private boolean isOver(String id) {
    return runs.find(id).map(Run::isOver).orElse(true);
  }

  /** Waits a little; true where it is to be waited no more. */
  private static boolean await(CountDownLatch stop) {
    try {
      return stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
      return true;
    }
  }
}
