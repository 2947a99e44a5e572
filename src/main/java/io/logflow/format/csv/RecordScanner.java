package io.logflow.format.csv;

import io.logflow.format.csv.FieldScanner.Failure;
import java.io.IOException;

/**
 * Finds one record after the other. A record that is broken, or longer than it may be, ends with
 * its first physical line, and the next line begins the next record: one stray quote costs one
 * line. That stays linear, because any further stray quote ends the search for the first one's
 * partner.
 */
final class RecordScanner {
  private final RecordCursor cursor;
  private final FieldScanner scanner;
  private final FieldSlices fields;
  private final RecordBuffer buffer;
  private final byte[] comment;
  private boolean commented;

  /**
   * @param endings how lines of this input ended before its first byte; 0 at its start
   */
  RecordScanner(
      RecordBuffer buffer, Symbols symbols, FieldSlices fields, long maxRecordBytes, int endings) {
    this.fields = fields;
    this.buffer = buffer;
    this.comment = symbols.comment;
    this.cursor = new RecordCursor(buffer, maxRecordBytes, endings);
    this.scanner = new FieldScanner(buffer, cursor, symbols, fields);
  }

  /** Finds the next record; false at the end of the input. */
  boolean next() throws IOException {
    if (!cursor.begin()) {
      return false;
    }
    commented = comment.length > 0 && beginsComment();
    if (commented) {
      cutToFirstLine();
      return true;
    }
    scanner.scan();
    if (failure() == Failure.NONE) {
      cursor.returnIfTooLong();
    }
    return true;
  }

  private boolean beginsComment() throws IOException {
    for (int index = 0; index < comment.length; index++) {
      if (cursor.at + index >= buffer.limit && !cursor.more(cursor.at)) {
        return false;
      }
      if (buffer.bytes[cursor.at + index] != comment[index]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the line at hand is a comment and no record. */
  boolean commented() {
    return commented;
  }

  /** Passes one physical line, whatever it holds; false at the end of the input. */
  boolean skipLine() throws IOException {
    if (!cursor.begin()) {
      return false;
    }
    cutToFirstLine();
    return true;
  }

  /**
   * Takes the failed record's first physical line for the whole of it; the line after it begins the
   * next record. Its bytes are then no longer in the buffer.
   */
  void cutToFirstLine() throws IOException {
    fields.clear();
    cursor.cutToFirstLine();
  }

  /** Position of the record's first byte in the UTF-8 stream. */
  long start() {
    return cursor.start();
  }

  /** Position after the record, without its line ending, in the UTF-8 stream. */
  long end() {
    return cursor.end();
  }

  /** Line endings in the record and after it. */
  int breaks() {
    return cursor.breaks();
  }

  /** Whether the record holds bytes beyond ASCII. */
  boolean beyondAscii() {
    return scanner.beyondAscii();
  }

  Failure failure() {
    return cursor.tooLong() ? Failure.TOO_LONG : scanner.failure();
  }

  /** The field in which the failed record broke, from 1. */
  int failedField() {
    return scanner.failedField();
  }

  /** Position of the first byte that was not passed yet, in the UTF-8 stream. */
  long passed() {
    return cursor.passed();
  }

  int endings() {
    return cursor.endings();
  }

  /** Whether every reader takes what was read so far in the same way. */
  boolean clean() {
    return !scanner.odd() && cursor.uniform();
  }
}
