package io.logflow.format.csv;

/** Takes the escapes out of the fields of a record, in place. */
final class Unescape {
  private final Symbols symbols;

  Unescape(Symbols symbols) {
    this.symbols = symbols;
  }

  void apply(RecordBuffer buffer, FieldSlices fields) {
    for (int field = 0; field < fields.count() && !fields.overflown(); field++) {
      if (fields.escaped(field)) {
        int from = buffer.record + fields.start(field);
        int to = shorten(buffer.bytes, from, buffer.record + fields.end(field));
        fields.shorten(field, to - buffer.record);
      }
    }
  }

  private int shorten(byte[] bytes, int from, int to) {
    int target = from;
    for (int at = from; at < to; at++) {
      if (isEscape(bytes, at, to)) {
        at++;
      }
      bytes[target++] = bytes[at];
    }
    return target;
  }

  private boolean isEscape(byte[] bytes, int at, int to) {
    byte symbol = bytes[at];
    if (at + 1 == to || symbol == 0 || (symbol != symbols.escape && symbol != symbols.quote)) {
      return false;
    }
    byte next = bytes[at + 1];
    if (!symbols.quotes) {
      return next == symbol || next == '\n' || next == '\r' || isDelimiter(bytes, at + 1, to);
    }
    if (symbol == symbols.quote) {
      return next == symbols.quote && !symbols.lenient;
    }
    return next == symbols.quote || next == symbols.escape;
  }

  private boolean isDelimiter(byte[] bytes, int at, int to) {
    byte[] delimiter = symbols.delimiter;
    for (int index = 0; index < delimiter.length; index++) {
      if (at + index >= to || bytes[at + index] != delimiter[index]) {
        return false;
      }
    }
    return true;
  }
}
