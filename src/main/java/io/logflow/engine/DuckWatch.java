package io.logflow.engine;

import io.logflow.job.Control;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBPreparedStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after a running statement: tells how far it is, and stops it when the job is to stop. */
final class DuckWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckWatch.class);
  private static final long PERIOD_MILLIS = 200;

  private final DuckDBPreparedStatement statement;
  private final Control control;
  private final String stage;
  private final long bytes;
  private final long rows;
  private final ScheduledExecutorService clock;
  private final AutoCloseable registration;
  private double furthest;

  /**
   * Starts to watch.
   *
   * @param stage what the progress is of
   * @param bytes bytes of all inputs
   * @param rows rows of all inputs
   */
  DuckWatch(
      DuckDBPreparedStatement statement, Control control, String stage, long bytes, long rows) {
    this.statement = statement;
    this.control = control;
    this.stage = stage;
    this.bytes = bytes;
    this.rows = rows;
    this.clock = Executors.newSingleThreadScheduledExecutor(DuckWatch::thread);
    this.registration = control.onCancel(this::cancel);
    var unused =
        clock.scheduleWithFixedDelay(
            this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "logflow-duckdb-watch");
    thread.setDaemon(true);
    return thread;
  }

  private void look() {
    if (control.cancelled()) {
      // Again, because a cancellation before the statement runs is lost.
      cancel();
      return;
    }
    try {
      furthest = Math.max(furthest, statement.getQueryProgress().getPercentage() / 100);
      report(Math.min(1, furthest));
    } catch (SQLException e) {
      LOG.debug("DuckDB does not tell how far it is", e);
    }
  }

  private void report(double share) {
    control.progress(stage, (long) (share * bytes), (long) (share * rows));
  }

  private void cancel() {
    try {
      statement.cancel();
    } catch (SQLException e) {
      LOG.debug("DuckDB could not be stopped; it may have ended by itself", e);
    }
  }

  /** Ends watching; the statement is not touched after that. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      registration.close();
      if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("The watch over DuckDB did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("an action on cancelling could not be taken back", e);
    }
  }
}
