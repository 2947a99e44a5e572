package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import io.logflow.format.json.JsonText;

/** The record under the scan's eye, and what its values are written to when they need room. */
final class JsonCursor {
  /** Stands for the integer minus zero, which no integer type holds and DOUBLE does. */
  private static final byte[] MINUS_ZERO = {'-', '0', '.', '0'};

  final Cell cell = new Cell();
  final JsonText text = new JsonText();
  JsonTape tape = new JsonTape();
  byte[] b = {};

  /** Integers minus zero, which other readers take for zero. */
  long minusZeros;

  /** Counts objects, so that a key can tell whether it came in this one before. */
  long objects;

  /** Puts the text of a token into the cell: a string's without quotes and escapes. */
  Cell plain(int token) {
    if (tape.kind(token) == JsonTape.ESCAPED) {
      text.unescape(b, tape.start(token), tape.end(token));
      cell.b = text.bytes();
      cell.from = 0;
      cell.to = text.length();
    } else {
      slice(tape.start(token), tape.end(token));
    }
    return cell;
  }

  /** Puts a value's JSON text into the cell. */
  Cell verbatim(int token) {
    slice(tape.textStart(token), tape.textEnd(token));
    return cell;
  }

  /** Puts a number into the cell. */
  Cell number(int token) {
    int from = tape.start(token);
    boolean minusZero = b[from] == '-' && b[from + 1] == '0' && !pointed(from + 2, token);
    slice(from, tape.end(token));
    if (minusZero) {
      minusZeros++;
      cell.b = MINUS_ZERO;
      cell.from = 0;
      cell.to = MINUS_ZERO.length;
    }
    return cell;
  }

  private boolean pointed(int at, int token) {
    return at < tape.end(token) && b[at] == '.';
  }

  private void slice(int from, int to) {
    cell.b = b;
    cell.from = from;
    cell.to = to;
  }

  Sample sample(int token) {
    return verbatim(token).sample();
  }
}
