package io.logflow.scan;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Does numbered work in several threads and hands the results on in order, few at a time. */
public final class OrderedWork {
  /** Results that may wait for an earlier one. */
  private static final int AHEAD = 2;

  private OrderedWork() {}

  /** One piece of work. */
  public interface Piece<T> {
    T run(int index) throws IOException;
  }

  /** Takes results in order, in the calling thread. */
  public interface Taker<T> {
    void take(int index, T result) throws IOException;
  }

  /** Runs the pieces 0 to {@code count - 1}; returns when all results were taken. */
  public static <T> void run(int threads, int count, Piece<T> piece, Taker<T> taker)
      throws IOException {
    if (threads == 1 || count == 1) {
      for (int index = 0; index < count; index++) {
        taker.take(index, piece.run(index));
      }
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads, OrderedWork::thread);
    try {
      run(pool, threads + AHEAD, count, piece, taker);
    } finally {
      stop(pool);
    }
  }

  private static <T> void run(
      ExecutorService pool, int window, int count, Piece<T> piece, Taker<T> taker)
      throws IOException {
    ArrayDeque<Future<T>> waiting = new ArrayDeque<>();
    int started = 0;
    for (int index = 0; index < count; index++) {
      while (started < count && waiting.size() < window) {
        int next = started++;
        waiting.add(pool.submit(() -> piece.run(next)));
      }
      taker.take(index, result(waiting.remove()));
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "logflow-scan");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> T result(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      if (cause instanceof RuntimeException bare) {
        throw bare;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while reading").initCause(stop);
    }
  }

  /** Waits for what runs: it reads files that the caller is about to close. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
