package io.logflow.format.csv;

import java.io.IOException;

/** Finds where the fields of a record begin and end, in quotes or without. */
final class FieldScanner {
  private final RecordBuffer buffer;
  private final RecordCursor cursor;
  private final Symbols symbols;
  private final FieldSlices fields;
  private int seen;
  private boolean odd;
  private Failure failure = Failure.NONE;
  private int failedField;

  /** How a scan fails. */
  enum Failure {
    NONE,
    NEVER_CLOSED,
    TEXT_AFTER_QUOTE,
    TOO_LONG
  }

  FieldScanner(RecordBuffer buffer, RecordCursor cursor, Symbols symbols, FieldSlices fields) {
    this.buffer = buffer;
    this.cursor = cursor;
    this.symbols = symbols;
    this.fields = fields;
  }

  /** Finds the fields of the record that the cursor stands at, up to its end or where it breaks. */
  void scan() throws IOException {
    fields.clear();
    seen = 0;
    failure = Failure.NONE;
    boolean inRecord = true;
    while (inRecord) {
      inRecord = startsQuoted() ? quotedField() : plainField();
    }
    if (symbols.starts.length > 0) {
      Aligned.cut(buffer, fields, symbols);
    }
  }

  private boolean startsQuoted() throws IOException {
    return symbols.quotes && cursor.hasByte() && buffer.bytes[cursor.at] == symbols.quote;
  }

  private boolean plainField() throws IOException {
    int from = cursor.at - buffer.record;
    byte[] bytes = buffer.bytes;
    byte[] meanings = symbols.outside;
    boolean escaped = false;
    int all = seen;
    int next = cursor.at;
    while (true) {
      byte meaning = meanings[bytes[next] & 0xFF];
      while (meaning == Symbols.TEXT) {
        all |= bytes[next++];
        meaning = meanings[bytes[next] & 0xFF];
      }
      seen = all;
      if (next == buffer.limit) {
        if (!cursor.more(next)) {
          return endOfRecord(from, cursor.at, false, escaped);
        }
      } else if (meaning == Symbols.DELIMITER) {
        cursor.at = next;
        if (isDelimiter()) {
          fields.add(from, cursor.at - buffer.record, false, escaped);
          cursor.at += symbols.delimiter.length;
          return true;
        }
        all |= buffer.bytes[cursor.at++];
      } else if (meaning == Symbols.ESCAPE) {
        cursor.at = next;
        escaped |= passEscaped();
      } else if (meaning == Symbols.ODD) {
        odd = true;
        cursor.at = next + 1;
      } else {
        cursor.at = next;
        if (cursor.endsLine()) {
          return endOfRecord(from, cursor.at, false, escaped);
        }
        odd = true;
        cursor.at++;
      }
      next = cursor.at;
      bytes = buffer.bytes;
    }
  }

  private boolean quotedField() throws IOException {
    int from = cursor.at + 1 - buffer.record;
    int lines = cursor.breaks();
    byte[] bytes = buffer.bytes;
    byte[] meanings = symbols.inside;
    boolean escaped = false;
    int all = seen;
    int next = cursor.at + 1;
    while (true) {
      byte meaning = meanings[bytes[next] & 0xFF];
      while (meaning == Symbols.TEXT) {
        all |= bytes[next++];
        meaning = meanings[bytes[next] & 0xFF];
      }
      seen = all;
      cursor.at = next;
      if (next == buffer.limit) {
        if (!cursor.more(next)) {
          return fail(Failure.NEVER_CLOSED);
        }
      } else if (meaning == Symbols.QUOTE) {
        if (symbols.lenient && !endsField()) {
          if (cursor.breaks() > lines) {
            return fail(Failure.TEXT_AFTER_QUOTE); // It may as well open a field of another row.
          }
          odd = true;
          cursor.at++;
        } else if (!closes()) {
          escaped = true;
          cursor.at += 2;
        } else {
          return afterQuote(from, cursor.at, escaped);
        }
      } else if (meaning == Symbols.ESCAPE) {
        escaped |= passEscapedInQuotes();
      } else if (meaning == Symbols.ODD) {
        odd = true;
        cursor.at++;
      } else {
        cursor.passBreak();
      }
      next = cursor.at;
      bytes = buffer.bytes;
    }
  }

  /** Whether the quote at the cursor is not the first of two. */
  private boolean closes() throws IOException {
    if (symbols.lenient || cursor.byteAfter() != symbols.quote) {
      return true;
    }
    odd |= symbols.escape != symbols.quote;
    return false;
  }

  /** Whether a delimiter, a line ending or the end of the input follows the byte at the cursor. */
  private boolean endsField() throws IOException {
    cursor.at++;
    boolean ends = !cursor.hasByte() || cursor.endsLine() || isDelimiter();
    cursor.at--;
    return ends;
  }

  private boolean afterQuote(int from, int quote, boolean escaped) throws IOException {
    int to = quote - buffer.record;
    cursor.at = quote + 1;
    while (cursor.hasByte()) {
      if (isDelimiter()) {
        fields.add(from, to, true, escaped);
        cursor.at += symbols.delimiter.length;
        return true;
      }
      byte symbol = buffer.bytes[cursor.at];
      if (cursor.endsLine()) {
        return endOfRecord(from, buffer.record + to, true, escaped);
      }
      if (symbol != ' ' && symbol != '\t') {
        return fail(Failure.TEXT_AFTER_QUOTE);
      }
      odd = true;
      cursor.at++;
    }
    return endOfRecord(from, buffer.record + to, true, escaped);
  }

  private boolean fail(Failure kind) {
    failure = cursor.beyondLimit() ? Failure.TOO_LONG : kind;
    failedField = fields.count() + 1;
    return false;
  }

  private boolean endOfRecord(int from, int to, boolean quoted, boolean escaped)
      throws IOException {
    fields.add(from, to - buffer.record, quoted, escaped);
    cursor.endRecord();
    return false;
  }

  /** Steps over an escape in a quoted field; true if it takes the next character literally. */
  private boolean passEscapedInQuotes() throws IOException {
    int symbol = cursor.byteAfter();
    boolean literal = symbol == symbols.quote || symbol == symbols.escape;
    odd |= !literal;
    cursor.at += literal ? 2 : 1;
    return literal;
  }

  /** Steps over an escape in a file without quotes; true if it takes the next one literally. */
  private boolean passEscaped() throws IOException {
    int symbol = cursor.byteAfter();
    cursor.at++;
    odd = true;
    if (symbol == symbols.escape) {
      cursor.at++;
      return true;
    }
    if (symbol == '\n' || symbol == '\r') {
      boolean both = symbol == '\r' && cursor.byteAfter() == '\n';
      cursor.passBreak();
      cursor.at += both ? 1 : 0;
      return true;
    }
    if (symbol >= 0 && isDelimiter()) {
      cursor.at += symbols.delimiter.length;
      return true;
    }
    return false;
  }

  /** Whether a delimiter begins at the cursor, which stands at a byte. */
  private boolean isDelimiter() throws IOException {
    byte[] delimiter = symbols.delimiter;
    if (buffer.bytes[cursor.at] != delimiter[0]) {
      return false;
    }
    for (int index = 1; index < delimiter.length; index++) {
      if (cursor.at + index >= buffer.limit && !cursor.more(cursor.at)) {
        return false;
      }
      if (buffer.bytes[cursor.at + index] != delimiter[index]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the record holds bytes beyond ASCII. */
  boolean beyondAscii() {
    return seen < 0;
  }

  /** How the record failed, as far as its fields tell. */
  Failure failure() {
    return failure;
  }

  /** The field in which the failed record broke, from 1. */
  int failedField() {
    return failedField;
  }

  /** Whether something was read so far that other readers may take otherwise. */
  boolean odd() {
    return odd;
  }
}
