package io.logflow.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets a signal end work in an orderly way: it is cancelled, and has some time to clean up. */
final class Cancellation {
  private static final int SECONDS_TO_CLEAN_UP = 10;

  private Cancellation() {}

  /**
   * Does some work.
   *
   * @param cancel what a signal does to it
   */
  static <T> T under(Runnable cancel, Supplier<T> work) {
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> cancelAndWait(cancel, done), "logflow-cancel"));
    try {
      return work.get();
    } finally {
      done.countDown();
    }
  }

  private static void cancelAndWait(Runnable cancel, CountDownLatch done) {
    cancel.run();
    try {
      boolean clean = done.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
      assert clean;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
