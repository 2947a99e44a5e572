package io.logflow.scan;

import io.logflow.format.RowBatch;

/**
 * Numbers, or strings without escapes, of one node in one chunk, kept as slices until there are
 * enough for a {@link Lane}.
 */
final class JsonRun {
  private static final int MOST = 128;

  private final JsonValues taker;
  private final JsonKind kind;
  private final ColumnValues values;
  private final boolean numbers;
  private final RowBatch slices = new RowBatch(1, MOST);
  private final LaneTally tally = new LaneTally(0);

  /**
   * @param taker takes the values in
   * @param kind numbers or strings
   */
  JsonRun(JsonValues taker, JsonKind kind, JsonCursor cursor) {
    this.taker = taker;
    this.kind = kind;
    this.values = taker.values();
    this.numbers = kind == JsonKind.NUMBER;
    slices.clear(cursor.b);
  }

  void add(JsonCursor cursor, int start, int end) {
    if (slices.full()) {
      flush(cursor);
    }
    slices.addQuoted(start, end);
    slices.endRow((int) cursor.cell.line);
  }

  /** Hands on what is kept. */
  void flush(JsonCursor cursor) {
    count();
    long line = cursor.cell.line;
    int row = 0;
    while (row < slices.rows()) {
      Lane lane = numbers ? new NumberLane(values.numbers) : texts();
      row = lane == null ? row : run(lane, row);
      if (row < slices.rows()) {
        single(cursor, row++);
      }
    }
    cursor.cell.line = line;
    slices.clear(cursor.b);
  }

  private void count() {
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int row = 0; row < slices.rows(); row++) {
      int length = slices.end(row) - slices.start(row);
      least = Math.min(least, length);
      most = Math.max(most, length);
    }
    taker.count(kind, slices.rows(), least, most);
  }

  private Lane texts() {
    if (!values.temporals.alive()) {
      return new TextLane(values.text);
    }
    TemporalReading reading = values.temporals.lane();
    return reading == null ? null : new TemporalLane(reading);
  }

  private int run(Lane lane, int row) {
    if (numbers && !values.numbers.alive()) {
      return slices.rows();
    }
    boolean times = lane instanceof TemporalLane;
    int next = lane.run(slices, 0, row, tally);
    if (tally.values > 0 && !numbers) {
      if (times) {
        values.text.defer();
      }
      values.text.count(tally.values, tally.shortest, tally.longest);
    }
    return next;
  }

  private void single(JsonCursor cursor, int row) {
    cursor.cell.line = slices.line(row);
    if (numbers) {
      values.numbers.accept(cursor.number(slices.start(row), slices.end(row)));
    } else {
      Cell cell = cursor.slice(slices.start(row), slices.end(row));
      values.text.accept(cell);
      values.temporals.accept(cell);
    }
  }
}
