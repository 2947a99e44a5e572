package io.logflow.publish;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does what waits for the disk many times at once, in threads that last as long as there is any.
 */
final class Flushes {
  private static final int THREADS = 8;
  private static final long IDLE_SECONDS = 10;
  private static final Executor POOL = pool();

  private Flushes() {}

  private static Executor pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "logflow-flush");
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** The results, in order, when all are there; a single one is done by the caller. */
  static <T> List<T> atOnce(List<Supplier<T>> works) {
    if (works.size() == 1) {
      return List.of(works.get(0).get());
    }
    List<CompletableFuture<T>> begun =
        works.stream().map(work -> CompletableFuture.supplyAsync(work, POOL)).toList();
    return begun.stream().map(CompletableFuture::join).toList();
  }
}
