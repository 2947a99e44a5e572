package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import java.util.Arrays;
import java.util.List;

/** The values of one node: how many of each kind, the first of each, and the lattice of scalars. */
final class JsonValues {
  private static final JsonKind[] KINDS = JsonKind.values();

  private final ColumnSettings settings;
  private final long[] counts = new long[KINDS.length];
  private final Sample[] firsts = new Sample[KINDS.length];
  private ColumnScan scan;
  private JsonRun numbers;
  private JsonRun texts;
  private int minLength = Integer.MAX_VALUE;
  private int maxLength;

  JsonValues(ColumnSettings settings) {
    this.settings = settings;
  }

  /** Takes a value that is not null; of objects and arrays it is counted only. */
  void accept(JsonKind kind, JsonCursor cursor, int token) {
    int length = cursor.tape.end(token) - cursor.tape.start(token);
    minLength = Math.min(minLength, length);
    maxLength = Math.max(maxLength, length);
    if (counts[kind.index()]++ == 0) {
      firsts[kind.index()] = cursor.sample(token);
    }
    if (forced()) {
      values().accept(cursor.plain(token));
      return;
    }
    switch (kind) {
      case BOOLEAN -> values().booleans.accept(cursor.plain(token));
      case NUMBER -> number(cursor, token);
      case STRING -> string(cursor, token);
      default -> {}
    }
  }

  private ColumnValues values() {
    if (scan == null) {
      scan = new ColumnScan(settings);
    }
    return scan.values();
  }

  private void number(JsonCursor cursor, int token) {
    if (numbers == null) {
      numbers = new JsonRun(values(), true, cursor);
    }
    numbers.add(cursor, cursor.tape.start(token), cursor.tape.end(token));
  }

  private void string(JsonCursor cursor, int token) {
    if (texts == null) {
      texts = new JsonRun(values(), false, cursor);
    }
    if (cursor.tape.kind(token) == JsonTape.STRING) {
      texts.add(cursor, cursor.tape.start(token), cursor.tape.end(token));
    } else {
      texts.flush(cursor);
      Cell cell = cursor.plain(token);
      values().text.accept(cell);
      values().temporals.accept(cell);
    }
  }

  /** Takes in what is kept back; the buffer may be used for other records then. */
  void settle(JsonCursor cursor) {
    if (numbers != null) {
      numbers.flush(cursor);
      numbers = null;
    }
    if (texts != null) {
      texts.flush(cursor);
      texts = null;
    }
  }

  /** Takes in the values of other records; they are used up. */
  void merge(JsonValues other) {
    for (int kind = 0; kind < KINDS.length; kind++) {
      counts[kind] += other.counts[kind];
      firsts[kind] = Sample.first(firsts[kind], other.firsts[kind]);
    }
    minLength = Math.min(minLength, other.minLength);
    maxLength = Math.max(maxLength, other.maxLength);
    if (scan == null) {
      scan = other.scan;
    } else if (other.scan != null) {
      scan.merge(other.scan);
    }
  }

  /** Whether a type was asked for. */
  boolean forced() {
    return settings.forced().isPresent();
  }

  ColumnSettings settings() {
    return settings;
  }

  ColumnScan scan() {
    values();
    return scan;
  }

  List<JsonKind> kinds() {
    return Arrays.stream(KINDS).filter(kind -> counts[kind.index()] > 0).toList();
  }

  Sample first(JsonKind kind) {
    return firsts[kind.index()];
  }

  long count() {
    return Arrays.stream(counts).sum();
  }

  int minLength() {
    return count() == 0 ? 0 : minLength;
  }

  int maxLength() {
    return maxLength;
  }
}
