package io.logflow.scan;

import io.logflow.parquet.ArrayColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What fits no column of one row, as a JSON object in UTF-8. Used again for each row. */
final class RescuedText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] b = new byte[256];
  private int length;

  /** A name as a key of the object. */
  static byte[] key(String name) {
    RescuedText text = new RescuedText();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    text.string(bytes, 0, bytes.length);
    text.add((byte) ':');
    return Arrays.copyOf(text.b, text.length);
  }

  void clear() {
    length = 0;
  }

  boolean isEmpty() {
    return length == 0;
  }

  /** Adds a text as a string. */
  void string(byte[] key, Cell cell) {
    begin(key);
    string(cell.b, cell.from, cell.to);
  }

  /** Adds what is JSON text already, as it stands. */
  void json(byte[] key, Cell cell) {
    begin(key);
    add(cell.b, cell.from, cell.to);
  }

  private void begin(byte[] key) {
    add((byte) (length == 0 ? '{' : ','));
    add(key, 0, key.length);
  }

  private void string(byte[] text, int from, int to) {
    add((byte) '"');
    for (int at = from; at < to; at++) {
      byte one = text[at];
      if (one == '"' || one == '\\') {
        add((byte) '\\');
        add(one);
      } else if (one >= 0 && one < ' ') {
        add(new byte[] {'\\', 'u', '0', '0', HEX[one >> 4], HEX[one & 15]}, 0, 6);
      } else {
        add(one);
      }
    }
    add((byte) '"');
  }

  private void add(byte one) {
    reserve(1);
    b[length++] = one;
  }

  private void add(byte[] bytes, int from, int to) {
    reserve(to - from);
    System.arraycopy(bytes, from, b, length, to - from);
    length += to - from;
  }

  private void reserve(int more) {
    if (b.length - length < more) {
      b = Arrays.copyOf(b, Math.addExact(length, Math.max(length, more)));
    }
  }

  /**
   * Adds the row's object to a column, or NULL where it is empty, and begins the next.
   *
   * @return bytes of the object; 0 for NULL
   */
  int end(ArrayColumn column) {
    if (length == 0) {
      column.addNull();
      return 0;
    }
    add((byte) '}');
    column.addBytes(b, 0, length);
    int ended = length;
    length = 0;
    return ended;
  }
}
