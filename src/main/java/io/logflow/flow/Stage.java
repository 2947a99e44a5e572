package io.logflow.flow;

import static java.util.Objects.requireNonNull;

import io.logflow.job.Job;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stage of the pipeline as routes call it: stops a cancelled job, times the work. */
public final class Stage {
  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
  private final String name;
  private final UnaryOperator<Job> work;

  public Stage(String name, UnaryOperator<Job> work) {
    this.name = requireNonNull(name, "name is null");
    this.work = requireNonNull(work, "work is null");
  }

  /** The job after this stage, with the stage's time added. */
  public Job run(Job job) {
    job.control().check();
    long start = System.nanoTime();
    Job done = work.apply(job);
    long spent = System.nanoTime() - start;
    LOG.debug("{} {} took {} ms", job.id(), name, spent / 1_000_000);
    return done.withTime(name, spent);
  }
}
