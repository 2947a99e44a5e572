package io.logflow.format.json;

import java.util.Arrays;

/** Takes the escapes out of strings that a parser has found sound. Reused from string to string. */
public final class JsonText {
  private byte[] bytes = new byte[256];
  private int length;

  /** Unescapes the bytes {@code from} (inclusive) to {@code to} (exclusive) between the quotes. */
  public void unescape(byte[] b, int from, int to) {
    if (bytes.length < to - from) {
      bytes = new byte[Math.max(to - from, 2 * bytes.length)];
    }
    length = 0;
    int at = from;
    while (at < to) {
      if (b[at] != '\\') {
        bytes[length++] = b[at++];
      } else if (b[at + 1] != 'u') {
        bytes[length++] = plain(b[at + 1]);
        at += 2;
      } else {
        at = unicode(b, at);
      }
    }
  }

  private static byte plain(byte letter) {
    return switch (letter) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> letter;
    };
  }

  private int unicode(byte[] b, int at) {
    int unit = hex(b, at + 2);
    boolean pair = Character.isHighSurrogate((char) unit);
    put(pair ? Character.toCodePoint((char) unit, (char) hex(b, at + 8)) : unit);
    return at + (pair ? 12 : 6);
  }

  /** The four hexadecimal digits at {@code at}; negative if they are none. */
  static int hex(byte[] b, int at) {
    int value = 0;
    for (int index = at; index < at + 4; index++) {
      value = (value << 4) | Character.digit(b[index], 16);
    }
    return value;
  }

  private void put(int point) {
    if (point < 0x80) {
      bytes[length++] = (byte) point;
      return;
    }
    int tails = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    int mark = tails == 1 ? 0xC0 : tails == 2 ? 0xE0 : 0xF0;
    bytes[length++] = (byte) (mark | (point >> (6 * tails)));
    for (int tail = tails - 1; tail >= 0; tail--) {
      bytes[length++] = (byte) (0x80 | ((point >> (6 * tail)) & 0x3F));
    }
  }

  /** The text's UTF-8, from index 0; valid until the next string. */
  public byte[] bytes() {
    return bytes;
  }

  /** Bytes of the text. */
  public int length() {
    return length;
  }

  /** Whether the text is exactly these bytes. */
  public boolean matches(byte[] other) {
    return Arrays.equals(bytes, 0, length, other, 0, other.length);
  }
}
