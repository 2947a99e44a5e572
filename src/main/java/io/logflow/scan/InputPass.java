package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads every record of one input once, while another thread hashes its bytes. */
final class InputPass {
  private final Input input;
  private final ConversionOptions options;
  private final InputScan scan;
  private final RejectCount rejects;
  private final ScanProgress progress;

  private long records;
  private long rejected;
  private long skipped;
  private long longest;
  private boolean clean;
  private String sha256 = "";

  /**
   * @param names the columns of its fields
   */
  InputPass(
      int index,
      Input input,
      List<String> names,
      ConversionOptions options,
      RejectCount rejects,
      ScanProgress progress) {
    this.input = input;
    this.options = options;
    this.scan = new InputScan(index, names, options);
    this.rejects = rejects;
    this.progress = progress;
  }

  void run(RecordSource source, int width) throws IOException {
    unchanged();
    try (InputDigest digest = InputDigest.start(input.path())) {
      try (RecordReader reader = source.open(input, options, width)) {
        read(reader);
      }
      sha256 = digest.hex();
    }
    unchanged();
    progress.inputDone(input.size(), records);
  }

  private void read(RecordReader reader) throws IOException {
    while (reader.next()) {
      long length = reader.length();
      longest = Math.max(longest, length);
      records++;
      Optional<RejectReason> problem = reader.problem();
      if (problem.isPresent()) {
        rejected++;
        rejects.take(input, reader, problem.get());
      } else {
        scan.accept(reader);
      }
      if (progress.due(records, length)) {
        progress.tell(reader.position(), records);
      }
    }
    skipped = reader.skipped();
    clean = reader.clean() && rejected == 0;
  }

  private void unchanged() throws IOException {
    if (!FileStamp.of(input.path()).equals(input.stamp())) {
      throw ErrorKind.INPUT_CHANGED.error(
          input.originalName() + " changed while it was read.",
          "Wait until whatever writes it has finished, and try again.");
    }
  }

  InputScan scan() {
    return scan;
  }

  /** Rows read: taken in, rejected and skipped. */
  long rowsRead() {
    return records + skipped;
  }

  long rowsRejected() {
    return rejected;
  }

  long rowsSkipped() {
    return skipped;
  }

  long longestRecord() {
    return longest;
  }

  boolean clean() {
    return clean;
  }

  String sha256() {
    return sha256;
  }
}
