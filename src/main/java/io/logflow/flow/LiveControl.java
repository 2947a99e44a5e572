package io.logflow.flow;

import io.logflow.job.Control;
import java.util.ArrayList;
import java.util.List;

/** A control that can be cancelled and that tells a watcher how far the job is. */
public final class LiveControl implements Control {
  private final Watcher watcher;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  /** Hears of progress, from any thread. */
  @FunctionalInterface
  public interface Watcher {
    /** See {@link Control#progress}. */
    void progress(String stage, long bytes, long rows);
  }

  public LiveControl(Watcher watcher) {
    this.watcher = watcher;
  }

  /** Asks the job to stop. */
  public void cancel() {
    List<Runnable> due;
    synchronized (actions) {
      cancelled = true;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  @Override
  public boolean cancelled() {
    synchronized (actions) {
      return cancelled;
    }
  }

  @Override
  public AutoCloseable onCancel(Runnable action) {
    synchronized (actions) {
      if (!cancelled) {
        actions.add(action);
        return () -> remove(action);
      }
    }
    action.run();
    return () -> {};
  }

  private void remove(Runnable action) {
    synchronized (actions) {
      actions.remove(action);
    }
  }

  @Override
  public void progress(String stage, long bytes, long rows) {
    watcher.progress(stage, bytes, rows);
  }
}
