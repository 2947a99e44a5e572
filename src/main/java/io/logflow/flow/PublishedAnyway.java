package io.logflow.flow;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.publish.Publisher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Tells of an output that stands although its job failed: the state database failed after the file
 * had appeared. Whoever asked must not take the failure for "nothing was published".
 */
final class PublishedAnyway {
  private PublishedAnyway() {}

  /** The failure, in other words where the job's output is there. */
  static LogFlowException told(Job job, LogFlowException failure) {
    Path path = Publisher.pathOf(job);
    if (failure.kind() != ErrorKind.STATE || !isOutputOf(job, path)) {
      return failure;
    }
    return ErrorKind.STATE.error(
        "The output "
            + path
            + " is complete and published, but the history does not say so: "
            + failure.getMessage(),
        "Use the output; do not convert again. " + failure.remedy(),
        failure);
  }

  private static boolean isOutputOf(Job job, Path path) {
    if (!Files.isRegularFile(path) && !Outputs.isFolder(path)) {
      return false;
    }
    try {
      Map<String, String> footer = Outputs.footer(path).metadata();
      return job.id().equals(footer.get(FooterMetadata.JOB_ID))
          || footer.getOrDefault(FooterMetadata.JOBS, "").contains('"' + job.id() + '"');
    } catch (LogFlowException e) { // Whatever lies there, it is no output of ours.
      return false;
    }
  }
}
