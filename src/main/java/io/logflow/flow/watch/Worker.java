package io.logflow.flow.watch;

import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs of one lane from the queue and brings them to their end. A job that was running when a
 * process died may have been the reason: such jobs are taken one at a time, so that a poison input
 * wears out no attempts but its own.
 */
final class Worker implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private static final Taken NOTHING = new Taken(new Batch(List.of(), List.of()), false);

  private final Takes takes;
  private final Sender routes;
  private final Inboxes inboxes;
  private final Flights flights;
  private final Duplicates duplicates;
  private final Semaphore interrupted;
  private final Semaphore bundling;
  private final Bell bell;
  private final BooleanSupplier stopping;

  Worker(
      Takes takes,
      Sender routes,
      Inboxes inboxes,
      WatchBeans beans,
      Semaphore interrupted,
      BooleanSupplier stopping) {
    this.takes = takes;
    this.routes = routes;
    this.inboxes = inboxes;
    this.flights = beans.flights();
    this.duplicates = beans.duplicates();
    this.bundling = beans.bundling();
    this.bell = beans.bell();
    this.interrupted = interrupted;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    while (!stopping.getAsBoolean()) {
      int heard = bell.heard();
      if (!turn()) {
        bell.await(heard);
      }
    }
  }

  /** One turn; false where there was nothing to do. */
  private boolean turn() {
    try {
      return take();
    } catch (LogFlowException e) {
      failed(e);
    } catch (RuntimeException | Error e) { // A worker outlives whatever happens to its jobs.
      failed(ErrorKind.INTERNAL.error("LogFlow itself failed: " + e, "Report it.", e));
    }
    return false;
  }

  private boolean take() {
    boolean alone = interrupted.tryAcquire();
    Taken taken = NOTHING;
    try {
      taken = taken(takes.next(alone ? 1 : 0));
      Batch batch = taken.batch();
      if (alone && !flights.holdsInterrupted(batch)) {
        alone = false;
        interrupted.release();
      }
      if (batch.ids().isEmpty()) {
        return false;
      }
      convert(batch);
      return true;
    } finally {
      if (alone) {
        interrupted.release();
      }
      if (taken.bundling()) {
        bundling.release();
      }
    }
  }

  /** What a worker got, and whether it holds a place among those that bundle. */
  private record Taken(Batch batch, boolean bundling) {}

  /** The first of these that gives any jobs. */
  private Taken taken(List<Take> wanted) {
    for (Take one : wanted) {
      boolean bundles = one.bytes() < Long.MAX_VALUE;
      if (bundles && !bundling.tryAcquire()) {
        continue;
      }
      boolean empty = true;
      try {
        Batch batch = flights.taking(() -> (Batch) routes.send("direct:take", one));
        empty = batch.ids().isEmpty();
        if (!empty) {
          return new Taken(batch, bundles);
        }
      } finally {
        if (bundles && empty) {
          bundling.release();
        }
      }
    }
    return NOTHING;
  }

  private void convert(Batch batch) {
    List<String> ids = batch.ids();
    try {
      routes.send("direct:convert-group", batch);
      duplicates.release(ids);
    } catch (LogFlowException e) {
      // Their contents stay reserved until it is settled whether they are published.
      if (e.kind().isTransient()) {
        flights.forgive(ids);
      }
      throw e;
    } finally {
      // From here on another worker may take those that come again.
      flights.close(ids);
    }
  }

  /** What the failure left undone is settled as after a crash, as soon as that can be done. */
  private void failed(LogFlowException failure) {
    LOG.debug("A group of jobs could not be brought to its end.", failure);
    inboxes.all().forEach(inbox -> inbox.trouble().report(Part.JOBS, failure));
    bell.needsSettling();
  }
}
