package io.logflow.flow.contract;

import io.logflow.job.ErrorKind;
import io.logflow.publish.Disks;
import java.io.IOException;
import java.nio.file.Path;

/** The path of a folder without links, by which its contract is known. */
public final class RealFolder {
  private RealFolder() {}

  /**
   * The path; the folder need not be there.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_NOT_WRITABLE
   */
  public static Path of(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    Path there = Disks.existing(path);
    try {
      return there.toRealPath().resolve(there.relativize(path)).normalize();
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          there + " cannot be looked at: " + e.getMessage() + ".",
          "Check the disk and its permissions.",
          e);
    }
  }
}
