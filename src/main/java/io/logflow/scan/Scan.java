package io.logflow.scan;

import io.logflow.format.Inspector;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;

/** The stage that reads every byte of every input once and turns what it found into the plan. */
public final class Scan {

  /**
   * Scans the inputs. Rows that cannot be taken in go to the job's staging file of rejects, which
   * stays there also where they are too many.
   *
   * @return the job with its plan
   * @throws io.logflow.job.LogFlowException TOO_MANY_REJECTS, MALFORMED_INPUT, INPUT_CHANGED,
   *     INPUT_NOT_FOUND, INPUT_UNREADABLE, CANCELLED ...
   */
  public Job scan(Job job) {
    return scan(job, null);
  }

  /**
   * Scans the inputs and shows all rows to a tap.
   *
   * @param tap null where there is none
   * @throws io.logflow.job.LogFlowException as {@link #scan(Job)} does
   */
  public Job scan(Job job, RowTap tap) {
    requireOneFamily(job);
    try (RejectFile rejects = new RejectFile(job.target().stagingRejects(job.id()))) {
      Plan plan = plan(job, rejects, tap);
      if (plan.rowsRejected() > 0) {
        rejects.describe(job.id(), plan);
      }
      return job.withPlan(plan);
    } catch (NoSuchFileException gone) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "There is no file " + gone.getFile() + ".", "Check the path, and try again.", gone);
    } catch (IOException failure) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "Reading failed: " + names(job) + " (" + failure.getMessage() + ").",
          "Check the file's permissions and the disk it is on.",
          failure);
    }
  }

  private static Plan plan(Job job, RejectSink rejects, RowTap tap) throws IOException {
    if (job.inputs().stream().anyMatch(Scan::isJson)) {
      return new JsonJobScan(job, new RejectCount(rejects, JobScan.keptRejects(job)), tap).plan();
    }
    Plan plan = new JobScan(job, new FileRecords(), rejects, tap).plan();
    return job.options().contract().rescue() ? RescueScan.plan(job, plan) : plan;
  }

  /** An empty file is of any format. */
  private static void requireOneFamily(Job job) {
    List<Input> full = job.inputs().stream().filter(input -> !Inspector.isEmpty(input)).toList();
    Optional<Input> json = full.stream().filter(Scan::isJson).findFirst();
    Optional<Input> other = full.stream().filter(input -> !isJson(input)).findFirst();
    if (json.isPresent() && other.isPresent()) {
      throw ErrorKind.USAGE.error(
          json.get().originalName()
              + " is JSON and "
              + other.get().originalName()
              + " is not, so that they cannot become one output.",
          "Convert inputs of different formats to outputs of their own.");
    }
  }

  private static boolean isJson(Input input) {
    return input.inspection().filter(found -> found.format().isJson()).isPresent();
  }

  private static String names(Job job) {
    return String.join(", ", job.inputs().stream().map(Input::originalName).toList());
  }
}
