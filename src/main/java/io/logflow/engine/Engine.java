package io.logflow.engine;

import io.logflow.job.Conversion;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.scan.RowTap;
import java.util.Optional;

/**
 * Writes a job's staging file, {@code job.target().staging(job.id())}, as its plan says, footer
 * included. All engines give the same logical result.
 */
public interface Engine {

  /** The name in settings and records. */
  String name();

  /** Whether this engine can carry out the plan, and if not, why. */
  Support supports(Plan plan);

  /**
   * What sees the rows while a job is scanned for this engine, where it can make use of them before
   * the plan is known. If it is a {@link io.logflow.job.Draft}, the job that comes to {@link
   * #convert} has it.
   */
  default Optional<RowTap> tap(Job job) {
    return Optional.empty();
  }

  /** Begins what takes time before any plan is known, in the background; any number of times. */
  default void prepare() {}

  /**
   * Converts. Leaves no staging file behind when it throws.
   *
   * @throws io.logflow.job.LogFlowException ENGINE, DISK_FULL, INPUT_CHANGED, CANCELLED ...
   */
  Conversion convert(Job job, Plan plan);
}
