package io.logflow.flow;

import static java.util.Objects.requireNonNull;

import io.logflow.job.Control;
import io.logflow.job.Job;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stage of the pipeline as routes call it: stops a cancelled job, times the work. */
public final class Stage {
  /** Beside the stages' own times: how long garbage was collected while they ran. */
  static final String COLLECTION = "gc-pause";

  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private final String name;
  private final UnaryOperator<Job> work;

  public Stage(String name, UnaryOperator<Job> work) {
    this.name = requireNonNull(name, "name is null");
    this.work = requireNonNull(work, "work is null");
  }

  /** The job after this stage, with the stage's time added. */
  public Job run(Job job) {
    Control control = job.control();
    control.check();
    control.working(true);
    try {
      return timed(job);
    } finally {
      control.working(false);
    }
  }

  private Job timed(Job job) {
    long collected = ProcessFigures.collectionMillis();
    long start = System.nanoTime();
    Job done = work.apply(job);
    long spent = System.nanoTime() - start;
    collected = ProcessFigures.collectionMillis() - collected;
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "{} {} took {} ms; heap {} MB, peak memory {} MB",
          job.id(),
          name,
          spent / 1_000_000,
          ProcessFigures.heapUsed() / 1_000_000,
          ProcessFigures.peakMemory() / 1_000_000);
      Decisions.of(name, done).forEach(decision -> LOG.debug("{} {}", job.id(), decision));
    }
    return done.withTime(name, spent).withTime(COLLECTION, collected * 1_000_000);
  }
}
