package io.logflow.flow;

import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The control of a job that may be worked on for so long and no longer. Only the time within its
 * stages counts.
 */
final class TimeLimit implements Control {
  private final Control control;
  private final Duration limit;
  private final String inputs;
  private final LongSupplier nanoTime;
  private volatile Spent spent = new Spent(0, Optional.empty());

  /**
   * Time so far.
   *
   * @param nanos in stages that have ended
   * @param since when the present stage began
   */
  private record Spent(long nanos, Optional<Long> since) {
    long at(long now) {
      return nanos + since.map(begin -> now - begin).orElse(0L);
    }
  }

  TimeLimit(Control control, Duration limit, String inputs, LongSupplier nanoTime) {
    this.control = control;
    this.limit = limit;
    this.inputs = inputs;
    this.nanoTime = nanoTime;
  }

  /** The control with this limit, if there is one. */
  static Control on(Control control, Optional<Duration> limit, List<Input> inputs) {
    String first = inputs.get(0).originalName();
    String names = inputs.size() == 1 ? first : first + " and " + (inputs.size() - 1) + " more";
    return limit
        .<Control>map(most -> new TimeLimit(control, most, names, System::nanoTime))
        .orElse(control);
  }

  @Override
  public void working(boolean begins) {
    control.working(begins);
    long now = nanoTime.getAsLong();
    spent = new Spent(spent.at(now), begins ? Optional.of(now) : Optional.empty());
  }

  private boolean isOver() {
    return spent.at(nanoTime.getAsLong()) > limit.toNanos();
  }

  @Override
  public boolean cancelled() {
    return control.cancelled() || isOver();
  }

  @Override
  public void check() {
    control.check();
    if (isOver()) {
      throw ErrorKind.TIMEOUT.error(
          "The conversion of "
              + inputs
              + " takes longer than "
              + text(limit)
              + ", which is what engine.max_job_time allows.",
          "Allow more, for example --set engine.max_job_time="
              + text(limit.multipliedBy(2))
              + ", or find out with LOGFLOW_DEBUG=1 what takes so long.");
    }
  }

  /** As settings are written. */
  private static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  /** Whoever registers looks at {@link #cancelled} now and then, too, for the limit. */
  @Override
  public AutoCloseable onCancel(Runnable action) {
    return control.onCancel(action);
  }

  @Override
  public void progress(String stage, long bytes, long rows) {
    control.progress(stage, bytes, rows);
  }
}
