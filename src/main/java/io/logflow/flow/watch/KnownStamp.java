package io.logflow.flow.watch;

import io.logflow.job.FileStamp;

/**
 * What a file was when it was taken, as it is kept over restarts.
 *
 * @param size bytes
 * @param modifiedNanos last modification
 * @param identity which file of its disk; not which disk, because that may have another number when
 *     it is mounted again
 */
record KnownStamp(long size, long modifiedNanos, String identity) {
  static KnownStamp of(FileStamp stamp) {
    return new KnownStamp(stamp.size(), stamp.modifiedNanos(), identity(stamp));
  }

  static String identity(FileStamp stamp) {
    return stamp.identity();
  }

  boolean isOf(FileStamp found) {
    return size == found.size()
        && modifiedNanos == found.modifiedNanos()
        && identity.equals(identity(found));
  }

  String text() {
    return size + ":" + modifiedNanos + ":" + identity;
  }

  static KnownStamp parse(String text) {
    String[] parts = text.split(":", 3);
    return new KnownStamp(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
  }
}
