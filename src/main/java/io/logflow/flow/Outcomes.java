package io.logflow.flow;

import io.logflow.job.EngineChoice;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import io.logflow.job.Outcome;
import io.logflow.job.Plan;
import io.logflow.job.Publication;
import java.time.Duration;

/** Tells how a finished job ended. */
public final class Outcomes {
  private Outcomes() {}

  /** The outcome of a job that went through the whole pipeline. */
  public static Outcome of(Job job) {
    Plan plan = job.requirePlan();
    Publication published = job.publication().orElseThrow();
    return new Outcome(
        job.id(),
        plan.rowsRejected() == 0 ? JobStatus.COMPLETED : JobStatus.COMPLETED_WITH_REJECTS,
        job.inputs().stream().map(Input::path).toList(),
        published.path(),
        published.rejects(),
        plan.schema(),
        plan.rowsRead(),
        job.requireConversion().rowsWritten(),
        plan.rowsRejected(),
        plan.rowsSkipped(),
        job.size(),
        published.bytes(),
        Duration.ofMillis(Math.max(0, System.currentTimeMillis() - job.createdAt())),
        choice(job),
        plan.warnings());
  }

  private static EngineChoice choice(Job job) {
    EngineChoice chosen = job.choice().orElseThrow();
    return job.requireConversion()
        .note()
        .map(note -> new EngineChoice(job.requireConversion().engine(), note))
        .orElse(chosen);
  }
}
