package io.logflow.format.compressed;

import io.logflow.job.Compression;

/** Recognises by their first bytes the compressions that are unpacked. */
final class CompressionSignatures {
  /** Bytes that tell every compression apart. */
  static final int LENGTH = 10;

  private static final int[] GZIP = {0x1F, 0x8B};
  private static final int[] ZSTD = {0x28, 0xB5, 0x2F, 0xFD};
  private static final int[] ZSTD_SKIPPABLE = {0x2A, 0x4D, 0x18};
  private static final int[] BZIP2 = {'B', 'Z', 'h'};
  private static final int[] BZIP2_BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
  private static final int[] BZIP2_END = {0x17, 0x72, 0x45, 0x38, 0x50, 0x90};

  private CompressionSignatures() {}

  /** The compression of a file that begins with the first {@code length} bytes of {@code head}. */
  static Compression of(byte[] head, int length) {
    if (matches(head, length, 0, GZIP)) {
      return Compression.GZIP;
    }
    if (matches(head, length, 0, ZSTD) || isSkippable(head, length)) {
      return Compression.ZSTD;
    }
    return isBzip2(head, length) ? Compression.BZIP2 : Compression.NONE;
  }

  private static boolean isSkippable(byte[] head, int length) {
    return length > 0 && (head[0] & 0xF0) == 0x50 && matches(head, length, 1, ZSTD_SKIPPABLE);
  }

  private static boolean isBzip2(byte[] head, int length) {
    return matches(head, length, 0, BZIP2)
        && (matches(head, length, 4, BZIP2_BLOCK) || matches(head, length, 4, BZIP2_END));
  }

  private static boolean matches(byte[] head, int length, int offset, int[] bytes) {
    boolean equal = length >= offset + bytes.length;
    for (int index = 0; equal && index < bytes.length; index++) {
      equal = (head[offset + index] & 0xFF) == bytes[index];
    }
    return equal;
  }
}
