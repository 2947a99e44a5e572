package io.logflow.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What tells whether a file is still the same file with the same content.
 *
 * @param size bytes
 * @param modifiedNanos last modification, nanoseconds since the epoch
 * @param fileKey the file system's identity of the file, empty where it has none
 */
public record FileStamp(long size, long modifiedNanos, String fileKey) {
  /** That of a file that nobody could look at. */
  public static final FileStamp UNKNOWN = new FileStamp(0, 0, "");

  /** The stamp of the file now. */
  public static FileStamp of(Path file) throws IOException {
    return of(Files.readAttributes(file, BasicFileAttributes.class));
  }

  /** The stamp of a file with these attributes. */
  public static FileStamp of(BasicFileAttributes found) {
    return new FileStamp(
        found.size(),
        found.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
        String.valueOf(found.fileKey()));
  }
}
