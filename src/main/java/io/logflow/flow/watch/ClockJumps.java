package io.logflow.flow.watch;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the system's clock was set, by comparing it with one that nobody can set. For a day
 * after that no age is to be relied on.
 */
final class ClockJumps {
  private static final Logger LOG = LoggerFactory.getLogger(ClockJumps.class);
  private static final long LEAST_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final long DOUBT_NANOS = TimeUnit.DAYS.toNanos(1);

  private final LongSupplier millis;
  private final LongSupplier nanoTime;
  private long lastMillis;
  private long lastNanos;
  private boolean jumped;
  private long jumpedAt;

  ClockJumps(LongSupplier millis, LongSupplier nanoTime) {
    this.millis = millis;
    this.nanoTime = nanoTime;
    this.lastMillis = millis.getAsLong();
    this.lastNanos = nanoTime.getAsLong();
  }

  /** Whether the clock was set by a day or more in the last day. To be asked now and then. */
  boolean hasJumped() {
    long now = millis.getAsLong();
    long nanos = nanoTime.getAsLong();
    long error = now - lastMillis - TimeUnit.NANOSECONDS.toMillis(nanos - lastNanos);
    lastMillis = now;
    lastNanos = nanos;
    if (Math.abs(error) >= LEAST_MILLIS) {
      LOG.warn(
          "The clock was set by {} s. For a day no input is removed for its age.", error / 1000);
      jumped = true;
      jumpedAt = nanos;
    }
    jumped = jumped && nanos - jumpedAt < DOUBT_NANOS;
    return jumped;
  }
}
