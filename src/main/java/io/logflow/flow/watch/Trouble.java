package io.logflow.flow.watch;

import io.logflow.job.LogFlowException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an inbox has to wait because of its surroundings, such as a full disk: nothing is taken
 * in and no job is started before a time that moves away with each failure. Says so once. Each part
 * of the work has its own pause: that files come in says nothing of the outputs' disk.
 */
final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
  private static final long FIRST = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

  private static final long FORGOTTEN = TimeUnit.MINUTES.toNanos(10);

  private final String inbox;
  private final LongSupplier nanoTime;
  private final Map<Part, Pause> pauses = new EnumMap<>(Part.class);

  /** Of the work for an inbox. */
  enum Part {
    INTAKE,
    JOBS,
    ARCHIVE
  }

  private record Pause(long delay, long until) {}

  Trouble(String inbox, LongSupplier nanoTime) {
    this.inbox = inbox;
    this.nanoTime = nanoTime;
  }

  /** Takes note of a failure that is not the input's fault. */
  synchronized void report(Part part, LogFlowException failure) {
    if (isPausing(part)) {
      return;
    }
    pauses.computeIfPresent(part, (any, pause) -> isLongOver(pause) ? null : pause);
    Pause before = pauses.get(part);
    if (before == null) {
      LOG.warn("{} waits: {} {}", inbox, failure.getMessage(), failure.remedy());
    }
    long delay = before == null ? FIRST : Math.min(before.delay() * 2, LONGEST);
    pauses.put(part, new Pause(delay, nanoTime.getAsLong() + delay));
  }

  private boolean isLongOver(Pause pause) {
    return nanoTime.getAsLong() - pause.until() > FORGOTTEN;
  }

  /** Takes note that this part of the work went well. */
  synchronized void clear(Part part) {
    if (pauses.remove(part) != null && pauses.isEmpty()) {
      LOG.warn("{} goes on.", inbox);
    }
  }

  /** Whether nothing is to be begun now. */
  synchronized boolean waits() {
    return pauses.keySet().stream().anyMatch(this::isPausing);
  }

  private boolean isPausing(Part part) {
    Pause pause = pauses.get(part);
    return pause != null && nanoTime.getAsLong() - pause.until() < 0;
  }

  /** Milliseconds between the attempts now. */
  synchronized long millis(Part part) {
    return pauses.containsKey(part)
        ? TimeUnit.NANOSECONDS.toMillis(pauses.get(part).delay())
        : TimeUnit.NANOSECONDS.toMillis(FIRST);
  }
}
