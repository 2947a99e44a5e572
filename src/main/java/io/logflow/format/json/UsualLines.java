package io.logflow.format.json;

import io.logflow.format.RowBatch;

/**
 * Reads lines of the usual skeleton straight into rows. What is not as usual it leaves to the
 * parser, which decides everything.
 */
final class UsualLines {
  private static final int NONE = -1;

  private final JsonSkeleton skeleton;
  private final JsonStrings strings = new JsonStrings();
  private byte[] b = {};
  private int to;
  private JsonBatch batch;

  UsualLines(JsonSkeleton skeleton) {
    this.skeleton = skeleton;
  }

  /**
   * Reads lines until one is not as usual, or the batch is full.
   *
   * @param line of the first one, from the first of the chunk
   * @param maxBytes of the longest line that is taken
   * @return the byte after the last line that was taken
   */
  int read(byte[] bytes, int from, int end, JsonBatch into, int line, int maxBytes) {
    if (!skeleton.expected() || !into.takes(skeleton.number())) {
      return from;
    }
    if (end + JsonSkeleton.SLACK > bytes.length) {
      return from;
    }
    b = bytes;
    to = end;
    batch = into;
    RowBatch rows = into.rows();
    boolean all = skeleton.keys() == rows.columns();
    int at = from;
    for (int number = line; at < to && !rows.full(); number++) {
      if (!all) {
        rows.setEmpty(at);
      }
      int close = values(at, rows.rows());
      int feed = close < to && close >= 0 && b[close] == '\r' ? close + 1 : close;
      if (feed < 0 || feed >= to || b[feed] != '\n' || feed - at > maxBytes) {
        return at;
      }
      into.end(number, close - at, feed - at);
      at = feed + 1;
    }
    return at;
  }

  /** The byte after an object whose values are put into a row; negative where it is not usual. */
  private int values(int from, int row) {
    int[] fields = batch.fields();
    RowBatch rows = batch.rows();
    int at = skeleton.after(b, from, to, 0);
    for (int place = 0; at >= 0 && place < fields.length; place++) {
      int field = fields[place];
      int start = at;
      byte first = b[at];
      if (first == '"') {
        at = string(start + 1, field);
        rows.setQuoted(rows.slice(row, field), start + 1, at - 1);
      } else if (first == 'n') {
        at = word(start, "null");
        batch.note(field, JsonBatch.NULL);
        rows.set(rows.slice(row, field), start, start);
      } else {
        boolean number = first <= '9';
        at = number ? number(start) : word(start, first == 't' ? "true" : "false");
        batch.note(field, number ? JsonBatch.NUMBER : JsonBatch.BOOLEAN);
        rows.set(rows.slice(row, field), start, at);
      }
      at = at < 0 ? NONE : skeleton.after(b, at, to, place + 1);
    }
    return at;
  }

  private int string(int from, int field) {
    int close = JsonStrings.plain(b, from, to);
    int kind = JsonBatch.TEXT;
    if (close >= to || b[close] != '"') {
      close = strings.scan(b, from, to);
      if (close < 0) {
        return NONE;
      }
      kind |= strings.escaped() ? JsonBatch.ESCAPED : 0;
    }
    batch.note(field, kind);
    return close + 1;
  }

  private int word(int from, String word) {
    int length = word.length();
    if (from + length > to) {
      return NONE;
    }
    for (int index = 0; index < length; index++) {
      if (b[from + index] != word.charAt(index)) {
        return NONE;
      }
    }
    return from + length;
  }

  private int number(int from) {
    int first = from + (b[from] == '-' ? 1 : 0);
    int at = JsonDigits.end(b, first, to);
    if (at == first || (b[first] == '0' && at > first + 1)) {
      return NONE;
    }
    if (b[at] == '.') {
      at = some(at + 1);
    }
    if (at >= 0 && (b[at] | 0x20) == 'e') {
      at = some(b[at + 1] == '-' || b[at + 1] == '+' ? at + 2 : at + 1);
    }
    return at;
  }

  private int some(int from) {
    int at = JsonDigits.end(b, from, to);
    return at <= from ? NONE : at;
  }
}
