package io.logflow.format.csv;

/**
 * Cuts a line of column-aligned text where its columns begin, without the blanks around a value. A
 * value that runs over the beginning of the next column makes one field of both, so that the record
 * has too few, unless the user told where the columns begin.
 */
final class Aligned {
  private Aligned() {}

  /** Replaces the one field of a line by its columns. */
  static void cut(RecordBuffer buffer, FieldSlices fields, Symbols symbols) {
    int[] starts = symbols.starts;
    int from = buffer.record + fields.start(0);
    int to = buffer.record + fields.end(0);
    fields.clear();
    byte[] bytes = buffer.bytes;
    int character = 0;
    int column = 1;
    int begin = from;
    for (int at = from; at < to; at++) {
      if (isContinuation(bytes[at])) {
        continue;
      }
      if (column < starts.length && character == starts[column]) {
        if (symbols.fixed || at == from || bytes[at - 1] == ' ') {
          add(buffer, fields, begin, at);
          begin = at;
        }
        column++;
      }
      character++;
    }
    add(buffer, fields, begin, to);
    for (; column < starts.length; column++) {
      add(buffer, fields, to, to);
    }
  }

  private static boolean isContinuation(byte symbol) {
    return (symbol & 0xC0) == 0x80;
  }

  private static void add(RecordBuffer buffer, FieldSlices fields, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && buffer.bytes[start] == ' ') {
      start++;
    }
    while (end > start && buffer.bytes[end - 1] == ' ') {
      end--;
    }
    fields.add(start - buffer.record, end - buffer.record, false, false);
  }
}
