package io.logflow.flow.compact;

import io.logflow.job.FileStamp;
import io.logflow.parquet.CompactedParts;
import io.logflow.parquet.Footer;
import java.nio.file.Path;

/**
 * An output that may become a part of another file.
 *
 * @param path as the history has it
 * @param stamp what it was when its footer was read
 */
record Candidate(Path path, FileStamp stamp, Footer footer) {
  String name() {
    return path.getFileName().toString();
  }

  long bytes() {
    return stamp.size();
  }

  /** Outputs that it consists of. */
  int parts() {
    return CompactedParts.of(name(), footer).size();
  }

  /** What it was called first. */
  String firstName() {
    return CompactedParts.of(name(), footer).get(0).file();
  }
}
