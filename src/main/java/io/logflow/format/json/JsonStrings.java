package io.logflow.format.json;

import io.logflow.job.RejectReason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the end of a string and checks all that is in it, eight bytes at a time where it can. */
final class JsonStrings {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private boolean escaped;
  private RejectReason reason;
  private int problemAt;
  private String detail = "";

  /**
   * Reads on from the byte after the opening quote.
   *
   * @return the closing quote, negative if the string is not sound
   */
  int scan(byte[] b, int from, int end) {
    escaped = false;
    int at = from;
    while (at >= 0) {
      at = plain(b, at, end);
      if (at >= end) {
        return fail(RejectReason.BROKEN_SYNTAX, end, "a string does not end");
      }
      if (b[at] == '"') {
        return at;
      }
      at = special(b, at, end);
    }
    return at;
  }

  /** Passes plain ASCII; the first byte that is none, a quote or a backslash, or the end. */
  static int plain(byte[] b, int from, int end) {
    int at = from;
    for (; at + 8 <= end; at += 8) {
      long word = (long) WORD.get(b, at);
      long quote = word ^ ONES * '"';
      long backslash = word ^ ONES * '\\';
      long special =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | (word - ONES * ' ')
                  | word)
              & HIGHS;
      if (special != 0) {
        return at + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (at < end && b[at] >= ' ' && b[at] != '"' && b[at] != '\\') {
      at++;
    }
    return at;
  }

  private int special(byte[] b, int at, int end) {
    if (b[at] == '\\') {
      escaped = true;
      return escape(b, at, end);
    }
    if (b[at] >= 0) {
      return fail(
          RejectReason.BROKEN_SYNTAX,
          at,
          "a string holds the control character 0x%02X as it is".formatted(b[at]));
    }
    int next = at;
    while (next < end && b[next] < 0) {
      int length = characterLength(b, next, end);
      if (length == 0) {
        return fail(
            RejectReason.UNDECODABLE, next, "byte 0x%02X is not sound UTF-8".formatted(b[next]));
      }
      next += length;
    }
    return next;
  }

  private int escape(byte[] b, int at, int end) {
    if (at + 1 >= end) {
      return fail(RejectReason.BROKEN_SYNTAX, end, "a string does not end");
    }
    if (b[at + 1] != 'u') {
      return "\"\\/bfnrt".indexOf(b[at + 1]) >= 0
          ? at + 2
          : fail(RejectReason.BROKEN_SYNTAX, at, "a string holds an escape that there is not");
    }
    int unit = unit(b, at, end);
    if (unit < 0) {
      return fail(
          RejectReason.BROKEN_SYNTAX, at, "an escape of a string has not four hexadecimal digits");
    }
    if (!Character.isSurrogate((char) unit)) {
      return at + 6;
    }
    int low = Character.isHighSurrogate((char) unit) ? unit(b, at + 6, end) : -1;
    return low >= 0 && Character.isLowSurrogate((char) low)
        ? at + 12
        : fail(RejectReason.UNDECODABLE, at, "a string holds half of a surrogate pair");
  }

  private static int unit(byte[] b, int at, int end) {
    return at + 6 <= end && b[at] == '\\' && b[at + 1] == 'u' ? JsonText.hex(b, at + 2) : -1;
  }

  /** Bytes of the character at {@code at}, which is not ASCII; 0 where it is not sound. */
  static int characterLength(byte[] b, int at, int end) {
    int first = b[at] & 0xFF;
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > end || !secondFits(first, b[at + 1])) {
      return 0;
    }
    for (int tail = 2; tail < length; tail++) {
      if ((b[at + tail] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  private static boolean secondFits(int first, byte second) {
    int value = second & 0xFF;
    int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return value >= least && value <= most;
  }

  private int fail(RejectReason why, int at, String sentence) {
    reason = why;
    problemAt = at;
    detail = sentence;
    return -1;
  }

  boolean escaped() {
    return escaped;
  }

  RejectReason reason() {
    return reason;
  }

  int problemAt() {
    return problemAt;
  }

  String detail() {
    return detail;
  }
}
