package io.logflow.flow.replay;

import io.logflow.job.ErrorKind;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.Replay;
import io.logflow.job.Replay.Rewritten;
import io.logflow.publish.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The stage after the scan of a replay. What the first inputs reject is counted as skipped: those
 * rows come with the input that holds them in a form that can be read, or are left. The rows that
 * are left become the job's rejects.
 */
public final class SettleReplay {
  private SettleReplay() {}

  /**
   * The job with a plan that tells of rows as the whole replay does.
   *
   * @throws io.logflow.job.LogFlowException MALFORMED_INPUT where a row that was read by itself
   *     cannot be read with the others; OUTPUT_NOT_WRITABLE
   */
  public static Job settle(Job job) {
    Replay replay = job.replay().orElseThrow();
    Plan plan = job.requirePlan();
    Likeness.require(plan, job.options().contract());
    List<InputPlan> inputs = new ArrayList<>();
    long passed = 0;
    for (InputPlan input : plan.inputs()) {
      if (input.input().jobId().equals(replay.inputId())) {
        inputs.add(taken(input, replay));
      } else {
        passed += input.rowsRejected();
        inputs.add(passed(input));
      }
    }
    requireSameRejects(replay, passed);
    keepLeft(job, replay);
    List<String> warnings = new ArrayList<>(plan.warnings());
    if (passed > 0) {
      warnings.add(
          "The rows that were rejected when job %s read its input (%d) count as skipped here: they"
                  .formatted(replay.of(), passed)
              + " were taken in again, or are left.");
    }
    if (replay.dropped() > 0) {
      warnings.add("Of the rejected rows %d were dropped as no data.".formatted(replay.dropped()));
    }
    return job.withPlan(plan.with(inputs, warnings));
  }

  /** Rows that an input did not reject before would come twice, others would be lost. */
  private static void requireSameRejects(Replay replay, long passed) {
    long expected = replay.rewritten().map(Rewritten::rejected).orElse(0L);
    if (passed != expected) {
      throw ErrorKind.VERIFICATION.error(
          "The inputs of this output reject %d rows now, and rejected %d when job %s read them."
              .formatted(passed, expected, replay.of()),
          "Leave out what changes how they are read, or give --as part.");
    }
  }

  /**
   * Looks once more whether the output that is about to be replaced is the one that was made again.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_EXISTS where another job has replaced it
   */
  public static Job guard(Job job) {
    job.replay()
        .flatMap(Replay::rewritten)
        .ifPresent(output -> Originals.requireStill(Publisher.asked(job), output.by()));
    return job;
  }

  private static InputPlan taken(InputPlan input, Replay replay) {
    if (input.rowsRejected() > 0) {
      throw ErrorKind.MALFORMED_INPUT.error(
          input.rowsRejected() + " of the rows that are to be taken in cannot be read together.",
          "Give --as part, which has larger limits; for JSON, look at the records themselves.");
    }
    return counted(
        input,
        input.rowsRead() + replay.leftRows() + replay.dropped(),
        replay.leftRows(),
        input.rowsSkipped() + replay.dropped());
  }

  private static InputPlan passed(InputPlan input) {
    return counted(input, input.rowsRead(), 0, input.rowsSkipped() + input.rowsRejected());
  }

  private static InputPlan counted(InputPlan input, long read, long rejected, long skipped) {
    return new InputPlan(
        input.input(),
        input.fieldNames(),
        input.fieldOfColumn(),
        input.quotedNulls(),
        input.clean(),
        input.lineRecords(),
        read,
        rejected,
        skipped,
        input.longestRecord(),
        input.sha256());
  }

  private static void keepLeft(Job job, Replay replay) {
    Path rejects = job.target().stagingRejects(job.id());
    try {
      Files.deleteIfExists(rejects);
      if (replay.leftRows() > 0) {
        Files.copy(replay.left(), rejects); // Often to another disk; the folder goes with the job.
      }
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "The rejects file " + rejects + " cannot be written: " + e.getMessage() + ".",
          "Check the output folder's permissions and free space.",
          e);
    }
  }
}
