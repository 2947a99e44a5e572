package io.logflow.scan;

import io.logflow.format.json.JsonBatch;
import io.logflow.format.json.JsonTape;
import java.util.Arrays;
import java.util.List;

/** The values of one node: how many of each kind, the first of each, and the lattice of scalars. */
final class JsonValues {
  private static final JsonKind[] KINDS = JsonKind.values();

  private final ColumnSettings settings;
  private final boolean forced;
  private final long[] counts = new long[KINDS.length];
  private final Sample[] firsts = new Sample[KINDS.length];
  private ColumnScan scan;
  private JsonRun numbers;
  private JsonRun texts;
  private int minLength = Integer.MAX_VALUE;
  private int maxLength;

  JsonValues(ColumnSettings settings) {
    this.settings = settings;
    this.forced = settings.forced().isPresent();
  }

  /** No values yet; what these tell spares work that could not change the whole. */
  JsonValues successor() {
    JsonValues next = new JsonValues(settings);
    if (scan != null) {
      next.scan = ScanHints.of(List.of(scan)).column(settings, 0);
    }
    return next;
  }

  /** Takes a value that is not null; of objects and arrays it is counted only. */
  void accept(JsonKind kind, JsonCursor cursor, int token) {
    JsonTape tape = cursor.tape;
    if (kind == JsonKind.NUMBER && !forced) {
      numbers = numbers == null ? run(kind, cursor, token) : numbers;
      numbers.add(cursor, tape.start(token), tape.end(token));
    } else if (kind == JsonKind.STRING && !forced) {
      texts = texts == null ? run(kind, cursor, token) : texts;
      string(cursor, token);
    } else {
      single(kind, cursor, token);
    }
  }

  /**
   * Takes a value of which the first of its kind is noted and that is counted elsewhere.
   *
   * @param kind as in {@link JsonBatch}
   * @param cell its text, without quotes and escapes
   */
  void take(int kind, Cell cell, JsonCursor cursor) {
    if (forced) {
      values().accept(cell);
    } else if (kind == JsonBatch.NUMBER) {
      values().numbers.accept(cursor.number(cell.from, cell.to));
    } else if (kind == JsonBatch.TEXT) {
      values().text.accept(cell);
      values().temporals.accept(cell);
    } else {
      boolean found = cell.b[cell.from] == 't';
      values().booleans.take(found ? 1 : 0, found ? 0 : 1);
    }
  }

  private JsonRun run(JsonKind kind, JsonCursor cursor, int token) {
    firsts[kind.index()] = cursor.sample(token);
    return new JsonRun(this, kind, cursor);
  }

  private void string(JsonCursor cursor, int token) {
    int start = cursor.tape.start(token);
    int end = cursor.tape.end(token);
    if (cursor.tape.kind(token) == JsonTape.STRING) {
      texts.add(cursor, start, end);
    } else {
      texts.flush(cursor);
      count(JsonKind.STRING, 1, end - start, end - start);
      Cell cell = cursor.plain(token);
      values().text.accept(cell);
      values().temporals.accept(cell);
    }
  }

  private void single(JsonKind kind, JsonCursor cursor, int token) {
    int length = cursor.tape.end(token) - cursor.tape.start(token);
    if (counts[kind.index()] == 0) {
      firsts[kind.index()] = cursor.sample(token);
    }
    count(kind, 1, length, length);
    if (forced) {
      values().accept(cursor.plain(token));
    } else if (kind == JsonKind.BOOLEAN) {
      boolean found = cursor.tape.kind(token) == JsonTape.TRUE;
      values().booleans.take(found ? 1 : 0, found ? 0 : 1);
    }
  }

  /**
   * Counts values of one kind.
   *
   * @param least bytes of the shortest as it stands
   * @param most bytes of the longest as it stands
   */
  void count(JsonKind kind, long values, int least, int most) {
    counts[kind.index()] += values;
    minLength = Math.min(minLength, least);
    maxLength = Math.max(maxLength, most);
  }

  /** The lattice of what is taken in. */
  ColumnValues values() {
    if (scan == null) {
      scan = new ColumnScan(settings);
    }
    return scan.values();
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
    return forced;
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

  /** Notes the first value of a kind. */
  void first(JsonKind kind, Sample sample) {
    firsts[kind.index()] = sample;
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
