package io.logflow.job;

import static java.nio.charset.StandardCharsets.UTF_8;

/** File names that are no longer than file systems hold. */
public final class FittedName {
  /** Bytes of one name on every file system in common use. */
  private static final int MAX_BYTES = 255;

  private FittedName() {}

  /**
   * {@code stem + suffix} within the length of a name. A stem that is cut ends in a hash of the
   * whole, so that two long stems stay two.
   */
  public static String of(String stem, String suffix) {
    int room = MAX_BYTES - suffix.getBytes(UTF_8).length;
    if (stem.getBytes(UTF_8).length <= room) {
      return stem + suffix;
    }
    String mark = "~" + Sha256.of(stem).substring(0, 8);
    return head(stem, room - mark.length()) + mark + suffix;
  }

  private static String head(String text, int bytes) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      used += text.substring(end, next).getBytes(UTF_8).length;
      if (used > bytes) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }
}
