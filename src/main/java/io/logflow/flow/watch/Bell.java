package io.logflow.flow.watch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes workers when there may be something to do; they look now and then without it, too. */
public final class Bell {
  private static final long LONGEST_MILLIS = 500;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private final AtomicBoolean unsettled = new AtomicBoolean();
  private int count;

  /** Wakes all. */
  public void ring() {
    lock.lock();
    try {
      count++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How often it has rung so far. */
  int heard() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until it has rung more often than {@code heard} times, but not for long. */
  void await(int heard) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
      while (count == heard && left > 0) {
        left = rung.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** Some jobs were left in the middle. */
  void needsSettling() {
    unsettled.set(true);
  }

  /** Whether some were, since the last time this was asked. */
  boolean takeNeed() {
    return unsettled.getAndSet(false);
  }
}
