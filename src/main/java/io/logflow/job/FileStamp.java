package io.logflow.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells whether a file is still the same file with the same content.
 *
 * @param size bytes
 * @param modifiedNanos last modification, nanoseconds since the epoch
 * @param fileKey the file system's identity of the file, empty where it has none
 */
public record FileStamp(long size, long modifiedNanos, String fileKey) {
  private static final Pattern INODE = Pattern.compile("ino=(\\d+)");

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

  /**
   * Which file of its disk it is; not which disk, because that may have another number when it is
   * mounted again.
   */
  public String identity() {
    Matcher inode = INODE.matcher(fileKey);
    return inode.find() ? inode.group(1) : fileKey;
  }
}
