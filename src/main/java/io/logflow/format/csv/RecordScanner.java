package io.logflow.format.csv;

import java.io.IOException;

/**
 * Finds the fields of one record after the other. A record that is broken, or longer than it may
 * be, ends with its first physical line, and the next line begins the next record: one stray quote
 * costs one line. That stays linear, because any further stray quote ends the search for the first
 * one's partner.
 */
final class RecordScanner {
  private static final int LF = 1;
  private static final int CRLF = 2;
  private static final int CR = 4;
  private static final int NONE = -1;

  private final RecordBuffer buffer;
  private final Symbols symbols;
  private final FieldSlices fields;
  private final long maxRecordBytes;

  /** Index of the byte that is looked at next. */
  private int at;

  private long start;
  private long end;
  private int firstBreak;
  private int breaks;
  private int seen;
  private int endings;
  private boolean odd;
  private Failure failure = Failure.NONE;
  private int failedField;
  private boolean cutting;

  /** How a scan fails. */
  enum Failure {
    NONE,
    NEVER_CLOSED,
    TEXT_AFTER_QUOTE,
    TOO_LONG
  }

  RecordScanner(RecordBuffer buffer, Symbols symbols, FieldSlices fields, long maxRecordBytes) {
    this.buffer = buffer;
    this.symbols = symbols;
    this.fields = fields;
    this.maxRecordBytes = maxRecordBytes;
  }

  /** Finds the next record; false at the end of the input. */
  boolean next() throws IOException {
    buffer.record = at;
    begin();
    if (at == buffer.limit && !more(at)) {
      return false;
    }
    boolean inRecord = true;
    while (inRecord) {
      inRecord = startsQuoted() ? quotedField() : plainField();
    }
    if (failure == Failure.NONE && end - start > maxRecordBytes) {
      failure = Failure.TOO_LONG;
      at = (int) (end - buffer.position(0));
    }
    return true;
  }

  /** Passes one physical line, whatever it holds; false at the end of the input. */
  boolean skipLine() throws IOException {
    buffer.record = at;
    begin();
    if (at == buffer.limit && !more(at)) {
      return false;
    }
    cutToFirstLine();
    return true;
  }

  private void begin() {
    fields.clear();
    start = buffer.position(at);
    end = start;
    firstBreak = NONE;
    breaks = 0;
    seen = 0;
    failure = Failure.NONE;
  }

  /**
   * Takes the failed record's first physical line for the whole of it; the line after it begins the
   * next record. Its bytes are then no longer in the buffer.
   */
  void cutToFirstLine() throws IOException {
    fields.clear();
    cutting = true;
    at = firstBreak == NONE ? at : buffer.record + firstBreak;
    while ((at < buffer.limit || more(at)) && !endsLine()) {
      at++;
    }
    end = buffer.position(at);
    breaks = 0;
    endLine();
    cutting = false;
  }

  private boolean startsQuoted() throws IOException {
    return symbols.quotes && (at < buffer.limit || more(at)) && buffer.bytes[at] == symbols.quote;
  }

  private boolean plainField() throws IOException {
    int from = at - buffer.record;
    byte[] bytes = buffer.bytes;
    byte[] meanings = symbols.outside;
    boolean escaped = false;
    int all = seen;
    int next = at;
    while (true) {
      byte meaning = meanings[bytes[next] & 0xFF];
      while (meaning == Symbols.TEXT) {
        all |= bytes[next++];
        meaning = meanings[bytes[next] & 0xFF];
      }
      seen = all;
      if (next == buffer.limit) {
        if (!more(next)) {
          return lastField(from, at, false, escaped);
        }
      } else if (meaning == Symbols.DELIMITER) {
        at = next;
        if (isDelimiter()) {
          fields.add(from, at - buffer.record, false, escaped);
          at += symbols.delimiter.length;
          return true;
        }
        all |= buffer.bytes[at++];
      } else if (meaning == Symbols.ESCAPE) {
        at = next;
        escaped |= passEscaped();
      } else if (meaning == Symbols.ODD) {
        odd = true;
        at = next + 1;
      } else {
        at = next;
        if (endsLine()) {
          return endOfLine(from, at, false, escaped);
        }
        odd = true;
        at++;
      }
      next = at;
      bytes = buffer.bytes;
    }
  }

  private boolean quotedField() throws IOException {
    int from = at + 1 - buffer.record;
    byte[] bytes = buffer.bytes;
    byte[] meanings = symbols.inside;
    boolean escaped = false;
    int all = seen;
    int next = at + 1;
    while (true) {
      byte meaning = meanings[bytes[next] & 0xFF];
      while (meaning == Symbols.TEXT) {
        all |= bytes[next++];
        meaning = meanings[bytes[next] & 0xFF];
      }
      seen = all;
      at = next;
      if (next == buffer.limit) {
        if (!more(next)) {
          return fail(Failure.NEVER_CLOSED);
        }
      } else if (meaning == Symbols.QUOTE) {
        if (!closes()) {
          escaped = true;
          at += 2;
        } else {
          return afterQuote(from, at, escaped);
        }
      } else if (meaning == Symbols.ESCAPE) {
        escaped |= passEscapedInQuotes();
      } else if (meaning == Symbols.ODD) {
        odd = true;
        at++;
      } else {
        passBreak();
      }
      next = at;
      bytes = buffer.bytes;
    }
  }

  /** Whether the quote at {@link #at} is not the first of two. */
  private boolean closes() throws IOException {
    if (byteAfter() != symbols.quote) {
      return true;
    }
    odd |= symbols.escape != symbols.quote;
    return false;
  }

  /** The byte after {@link #at}, -1 at the end of the input. */
  private int byteAfter() throws IOException {
    return at + 1 < buffer.limit || more(at) ? buffer.bytes[at + 1] : NONE;
  }

  private boolean afterQuote(int from, int quote, boolean escaped) throws IOException {
    int to = quote - buffer.record;
    at = quote + 1;
    while (at < buffer.limit || more(at)) {
      if (isDelimiter()) {
        fields.add(from, to, true, escaped);
        at += symbols.delimiter.length;
        return true;
      }
      byte symbol = buffer.bytes[at];
      if (endsLine()) {
        return endOfLine(from, buffer.record + to, true, escaped);
      }
      if (symbol != ' ' && symbol != '\t') {
        return fail(Failure.TEXT_AFTER_QUOTE);
      }
      odd = true;
      at++;
    }
    return lastField(from, buffer.record + to, true, escaped);
  }

  private boolean fail(Failure kind) {
    if (failure == Failure.NONE) {
      failure = at - buffer.record > maxRecordBytes ? Failure.TOO_LONG : kind;
      failedField = fields.count() + 1;
    }
    return false;
  }

  private boolean lastField(int from, int to, boolean quoted, boolean escaped) {
    fields.add(from, to - buffer.record, quoted, escaped);
    end = buffer.position(at);
    return false;
  }

  private boolean endOfLine(int from, int to, boolean quoted, boolean escaped) throws IOException {
    fields.add(from, to - buffer.record, quoted, escaped);
    end = buffer.position(at);
    endLine();
    return false;
  }

  /** Whether a line ends here; a lone carriage return is text where lines end otherwise so far. */
  private boolean endsLine() throws IOException {
    byte symbol = buffer.bytes[at];
    return symbol == '\n'
        || (symbol == '\r' && (endings == 0 || (endings & CR) != 0 || byteAfter() == '\n'));
  }

  /** Steps over the line ending at {@link #at}, or stays at the end of the input. */
  private void endLine() throws IOException {
    if (at == buffer.limit) {
      return;
    }
    breaks++;
    if (buffer.bytes[at] == '\n') {
      endings |= LF;
      at++;
      return;
    }
    boolean both = byteAfter() == '\n';
    endings |= both ? CRLF : CR;
    at += both ? 2 : 1;
  }

  /** Steps over a line ending that belongs to a value. */
  private void passBreak() throws IOException {
    if (!endsLine()) {
      at++;
      return;
    }
    byte symbol = buffer.bytes[at];
    if (symbol == '\r' || buffer.bytes[at - 1] != '\r') {
      breaks++;
    }
    if (firstBreak == NONE) {
      firstBreak = at - buffer.record;
    }
    at++;
  }

  /** Steps over an escape in a quoted field; true if it takes the next character literally. */
  private boolean passEscapedInQuotes() throws IOException {
    int symbol = byteAfter();
    boolean literal = symbol == symbols.quote || symbol == symbols.escape;
    odd |= !literal;
    at += literal ? 2 : 1;
    return literal;
  }

  /** Steps over an escape in a file without quotes; true if it takes the next one literally. */
  private boolean passEscaped() throws IOException {
    int symbol = byteAfter();
    at++;
    odd = true;
    if (symbol == symbols.escape) {
      at++;
      return true;
    }
    if (symbol == '\n' || symbol == '\r') {
      boolean both = symbol == '\r' && byteAfter() == '\n';
      passBreak();
      at += both ? 1 : 0;
      return true;
    }
    if (symbol != NONE && isDelimiter()) {
      at += symbols.delimiter.length;
      return true;
    }
    return false;
  }

  private boolean isDelimiter() throws IOException {
    byte[] delimiter = symbols.delimiter;
    for (int index = 0; index < delimiter.length; index++) {
      if (at + index >= buffer.limit && !more(at)) {
        return false;
      }
      if (buffer.bytes[at + index] != delimiter[index]) {
        return false;
      }
    }
    return true;
  }

  /** Reads on; {@link #at} is then where {@code position} was. */
  private boolean more(int position) throws IOException {
    at = position;
    if (cutting) {
      buffer.record = position;
    } else if (position - buffer.record > maxRecordBytes) {
      failure = Failure.TOO_LONG;
      return false;
    }
    int length = position - buffer.record;
    boolean read = buffer.more();
    at = buffer.record + length;
    return read;
  }

  /** Position of the record's first byte in the UTF-8 stream. */
  long start() {
    return start;
  }

  /** Position after the record, without its line ending, in the UTF-8 stream. */
  long end() {
    return end;
  }

  /** Line endings in the record and after it. */
  int breaks() {
    return breaks;
  }

  /** Whether the record holds bytes beyond ASCII. */
  boolean beyondAscii() {
    return seen < 0;
  }

  Failure failure() {
    return failure;
  }

  /** The field in which the failed record broke, from 1. */
  int failedField() {
    return failedField;
  }

  /** Whether every reader takes what was read so far in the same way. */
  boolean clean() {
    return !odd && (endings & CR) == 0 && endings != (LF | CRLF);
  }
}
