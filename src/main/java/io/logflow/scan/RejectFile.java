package io.logflow.scan;

import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.job.Reject;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.RejectsWriter;
import io.logflow.parquet.RowForms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The rejects file of a job; it begins to exist with the first reject. */
final class RejectFile implements RejectSink {
  private final Path file;
  private final RejectsWriter writer;

  RejectFile(Path file) {
    this.file = file;
    this.writer = new RejectsWriter(file);
  }

  @Override
  public void accept(Input input, Reject reject) {
    try {
      writer.write(input.originalName(), reject);
    } catch (IOException failure) {
      throw notWritable(failure);
    }
  }

  /** Keeps how the rows of each input are written, so that those rejected can be read again. */
  void describe(String jobId, Plan plan) {
    writer.describe(Map.of(FooterMetadata.JOB_ID, jobId, RowForms.KEY, RowForms.text(plan)));
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException failure) {
      throw notWritable(failure);
    }
  }

  private LogFlowException notWritable(IOException failure) {
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The rejects file " + file + " cannot be written (" + failure.getMessage() + ").",
        "Check the output folder's permissions and free space.",
        failure);
  }
}
