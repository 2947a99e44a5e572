package io.logflow.format.csv;

import java.io.IOException;

/**
 * Stands at one byte of the present record, reads on where the buffer ends, and knows what ends a
 * line: LF, CRLF, and CR unless lines ended otherwise so far.
 */
final class RecordCursor {
  static final int LF = 1;
  static final int CRLF = 2;
  static final int CR = 4;
  private static final int NONE = -1;

  private final RecordBuffer buffer;
  private final long maxRecordBytes;

  /** Index of the byte that is looked at next. */
  int at;

  private long start;
  private long end;
  private int firstBreak;
  private int breaks;
  private int endings;
  private boolean tooLong;
  private boolean cutting;

  RecordCursor(RecordBuffer buffer, long maxRecordBytes, int endings) {
    this.buffer = buffer;
    this.maxRecordBytes = maxRecordBytes;
    this.endings = endings;
  }

  /** Begins a record where the last one ended; false at the end of the input. */
  boolean begin() throws IOException {
    buffer.record = at;
    start = buffer.position(at);
    end = start;
    firstBreak = NONE;
    breaks = 0;
    tooLong = false;
    return hasByte();
  }

  boolean hasByte() throws IOException {
    return at < buffer.limit || more(at);
  }

  /** The byte after {@link #at}, -1 at the end of the input. */
  int byteAfter() throws IOException {
    return at + 1 < buffer.limit || more(at) ? buffer.bytes[at + 1] : NONE;
  }

  /** Reads on; {@link #at} is then where {@code position} was. */
  boolean more(int position) throws IOException {
    at = position;
    if (cutting) {
      buffer.record = position;
    } else if (beyondLimit()) {
      tooLong = true;
      return false;
    }
    int length = position - buffer.record;
    boolean read = buffer.more();
    at = buffer.record + length;
    return read;
  }

  /** Whether the bytes of the record so far are more than a record may have. */
  boolean beyondLimit() {
    return at - buffer.record > maxRecordBytes;
  }

  /** Whether a line ends here; a lone carriage return is text where lines end otherwise so far. */
  boolean endsLine() throws IOException {
    byte symbol = buffer.bytes[at];
    return symbol == '\n'
        || (symbol == '\r' && (endings == 0 || (endings & CR) != 0 || byteAfter() == '\n'));
  }

  /**
   * The record ends here, at a line ending or at the end of the input, and is stepped over. Not
   * where that takes more bytes than a record may have: it is cut then.
   */
  void endRecord() throws IOException {
    end = buffer.position(at);
    if (at == buffer.limit) {
      return;
    }
    if (buffer.bytes[at] == '\n') {
      breaks++;
      endings |= LF;
      at++;
      return;
    }
    boolean both = byteAfter() == '\n';
    if (tooLong && !cutting) {
      return;
    }
    breaks++;
    endings |= both ? CRLF : CR;
    at += both ? 2 : 1;
  }

  /** Steps over a line ending that belongs to a value. */
  void passBreak() throws IOException {
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

  /** Ends the record with its first physical line. Its bytes are then no longer in the buffer. */
  void cutToFirstLine() throws IOException {
    cutting = true;
    at = firstBreak == NONE ? at : buffer.record + firstBreak;
    while (hasByte() && !endsLine()) {
      at++;
    }
    breaks = 0;
    endRecord();
    cutting = false;
  }

  /** Goes back to the end of a record that turned out too long. */
  void returnIfTooLong() {
    if (end - start > maxRecordBytes) {
      tooLong = true;
      at = (int) (end - buffer.position(0));
    }
  }

  boolean tooLong() {
    return tooLong;
  }

  /** Position of the record's first byte in the UTF-8 stream. */
  long start() {
    return start;
  }

  /** Position after the record, without its line ending, in the UTF-8 stream. */
  long end() {
    return end;
  }

  /** Position of the byte that is looked at next, in the UTF-8 stream. */
  long passed() {
    return buffer.position(at);
  }

  /** Line endings in the record and after it. */
  int breaks() {
    return breaks;
  }

  /** How lines ended so far. */
  int endings() {
    return endings;
  }

  /** Whether all lines so far end alike, with LF or with CRLF. */
  boolean uniform() {
    return (endings & CR) == 0 && endings != (LF | CRLF);
  }
}
