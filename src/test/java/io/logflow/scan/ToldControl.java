package io.logflow.scan;

import io.logflow.job.Control;
import java.util.List;

/**
 * Keeps what it is told.
 *
 * @param cancelled whether the job is to stop
 * @param told stage, bytes and rows of each report
 */
record ToldControl(boolean cancelled, List<String> told) implements Control {
  @Override
  public AutoCloseable onCancel(Runnable action) {
    return () -> {};
  }

  @Override
  public void progress(String stage, long bytes, long rows) {
    told.add(stage + " " + bytes + " " + rows);
  }
}
