package io.logflow.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts failures by address, so many a minute; of the last thousand addresses. */
public final class FailureLimit {
  private static final int ADDRESSES = 1000;
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final int most;
  private final LongSupplier nanoTime;
  private final Map<String, Window> windows =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
          return size() > ADDRESSES;
        }
      };

  private record Window(long since, int count) {}

  /**
   * No failure yet.
   *
   * @param most failures of one address in a minute
   */
  public FailureLimit(int most, LongSupplier nanoTime) {
    this.most = most;
    this.nanoTime = nanoTime;
  }

  /** Counts a failure; false where the address has had too many in its minute. */
  synchronized boolean allows(String address) {
    long now = nanoTime.getAsLong();
    Window before = windows.get(address);
    Window window =
        before == null || now - before.since() > MINUTE
            ? new Window(now, 1)
            : new Window(before.since(), before.count() + 1);
    windows.put(address, window);
    return window.count() <= most;
  }
}
