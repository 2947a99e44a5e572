package io.logflow.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs tasks one after the other in threads that it shares with others, a few at a time. */
final class SerialTasks implements Executor {
  /** After so many others have their turn. */
  private static final int IN_A_ROW = 16;

  private final Executor threads;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  SerialTasks(Executor threads) {
    this.threads = requireNonNull(threads, "threads is null");
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    threads.execute(this::run);
  }

  private void run() {
    for (int done = 0; done < IN_A_ROW; done++) {
      Runnable task = next();
      if (task == null) {
        return;
      }
      task.run();
    }
    threads.execute(this::run);
  }

  private Runnable next() {
    synchronized (tasks) {
      Runnable task = tasks.poll();
      running = task != null;
      return task;
    }
  }
}
