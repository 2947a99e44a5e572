package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import io.logflow.format.json.JsonText;
import java.util.Arrays;

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

  /** Puts a number, these bytes of the buffer, into the cell. */
  Cell number(int from, int to) {
    boolean zero = to - from > 1 && b[from] == '-' && b[from + 1] == '0';
    slice(from, to);
    if (zero && (to - from == 2 || b[from + 2] != '.')) {
      minusZeros++;
      cell.b = MINUS_ZERO;
      cell.from = 0;
      cell.to = MINUS_ZERO.length;
    }
    return cell;
  }

  /** Puts these bytes of the buffer into the cell. */
  Cell slice(int from, int to) {
    cell.b = b;
    cell.from = from;
    cell.to = to;
    return cell;
  }

  /** The place of a key, a token, among others; negative where it is not there. */
  int find(JsonKeys<?> keys, int key, int guess) {
    if (tape.kind(key) == JsonTape.ESCAPED) {
      text.unescape(b, tape.start(key), tape.end(key));
      return keys.find(text.bytes(), 0, text.length(), guess);
    }
    return keys.find(b, tape.start(key), tape.end(key), guess);
  }

  /** The text of a key. */
  byte[] key(int key) {
    if (tape.kind(key) == JsonTape.ESCAPED) {
      text.unescape(b, tape.start(key), tape.end(key));
      return Arrays.copyOf(text.bytes(), text.length());
    }
    return Arrays.copyOfRange(b, tape.start(key), tape.end(key));
  }

  Sample sample(int token) {
    return verbatim(token).sample();
  }
}
