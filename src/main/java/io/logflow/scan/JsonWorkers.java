package io.logflow.scan;

import io.logflow.format.json.JsonChunk;
import io.logflow.format.json.JsonReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Works on the chunks of an input in several threads and hands out what comes of them in the order
 * of the input. Few chunks are held at a time, large ones one by one.
 */
final class JsonWorkers<R> implements AutoCloseable {
  private static final int LARGE_BYTES = 16 << 20;
  private static final long PATIENCE_SECONDS = 60;

  private final int threads;
  private final ExecutorService executor;
  private final Supplier<Function<JsonChunk, R>> workers;
  private final ConcurrentLinkedQueue<Function<JsonChunk, R>> idle = new ConcurrentLinkedQueue<>();
  private final Deque<JsonChunk> free = new ArrayDeque<>();
  private final Deque<Pending<R>> pending = new ArrayDeque<>();

  private record Pending<R>(JsonChunk chunk, Future<R> result) {}

  /** Takes what came of a chunk. */
  interface Results<R> {
    void take(R result) throws IOException;
  }

  /**
   * @param workers makes what works on one chunk after the other, in one thread at a time
   */
  JsonWorkers(int threads, Supplier<Function<JsonChunk, R>> workers) {
    this.threads = threads;
    this.workers = workers;
    this.executor = Executors.newFixedThreadPool(threads, JsonWorkers::thread);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "logflow-json");
    thread.setDaemon(true);
    return thread;
  }

  /** Works on all chunks; the first failure in the order of the input ends it. */
  void run(JsonReader reader, Results<R> results) throws IOException {
    try {
      read(reader, results);
    } catch (IOException | RuntimeException failure) {
      // What failed before it in the order of the input counts.
      finish(results, 0);
      throw failure;
    }
    finish(results, 0);
  }

  private void read(JsonReader reader, Results<R> results) throws IOException {
    while (true) {
      finish(results, threads);
      JsonChunk chunk = free.isEmpty() ? new JsonChunk() : free.pop();
      if (!reader.next(chunk)) {
        return;
      }
      boolean large = chunk.length() > LARGE_BYTES;
      if (large) {
        finish(results, 0);
      }
      pending.add(new Pending<>(chunk, executor.submit(() -> work(chunk))));
      if (large) {
        finish(results, 0);
      }
    }
  }

  private R work(JsonChunk chunk) {
    Function<JsonChunk, R> worker = idle.poll();
    Function<JsonChunk, R> mine = worker == null ? workers.get() : worker;
    try {
      return mine.apply(chunk);
    } finally {
      idle.add(mine);
    }
  }

  /** Hands out results until no more than so many are awaited. */
  private void finish(Results<R> results, int left) throws IOException {
    while (pending.size() > left) {
      Pending<R> first = pending.poll();
      results.take(await(first.result()));
      if (first.chunk().length() <= LARGE_BYTES) {
        free.push(first.chunk());
      }
    }
  }

  private R await(Future<R> result) throws IOException {
    try {
      return result.get();
    } catch (ExecutionException failure) {
      pending.clear();
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (failure.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IOException(failure.getCause());
    } catch (InterruptedException stop) {
      pending.clear();
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while reading").initCause(stop);
    }
  }

  /** Waits for what is under way. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a chunk takes more than a minute");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
