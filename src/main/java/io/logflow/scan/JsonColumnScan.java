package io.logflow.scan;

import io.logflow.format.RowBatch;
import io.logflow.format.json.JsonBatch;

/** Scans one column of a batch of JSON records after the other, and shows it. */
final class JsonColumnScan {
  private final JsonCursor cursor;
  private final JsonCells cells = new JsonCells();
  private final LaneTally tally = new LaneTally(0);
  private JsonBatch batch;

  private JsonTableColumn column;
  private JsonValues values;
  private RowTap.Stretch tap;

  /** Strings without escapes. */
  private RowBatch plain;

  JsonColumnScan(JsonCursor cursor) {
    this.cursor = cursor;
  }

  void begin(JsonBatch rows) {
    batch = rows;
  }

  /**
   * Scans a column of the present rows.
   *
   * @param shown null where nobody is shown it
   */
  void scan(JsonTableColumn next, RowTap.Stretch shown) {
    column = next;
    tap = shown;
    int kinds = batch.kinds(column.index) & ~JsonBatch.NULL;
    if (kinds == 0) {
      if (tap != null) {
        tap.nulls(column.index, batch.rows().rows());
      }
      return;
    }
    values = column.node.values();
    boolean escaped = (kinds & JsonBatch.ESCAPED) != 0;
    plain = escaped ? cells.plain(batch, column.index, cursor.text) : batch.rows();
    int kind = kinds & ~JsonBatch.ESCAPED;
    boolean one = Integer.bitCount(kind) == 1 && kind != JsonBatch.NESTED;
    if (one && !values.forced() && !column.field.verbatim()) {
      run(kind, escaped);
    } else {
      each();
    }
  }

  private void run(int kind, boolean escaped) {
    noteFirst(kind);
    if (escaped) {
      countLengths();
    }
    if (tap != null && (tally.read == null || tally.read.length < plain.rows())) {
      tally.read = new long[plain.rows()];
    }
    int row = 0;
    while (row < plain.rows()) {
      row = lane(kind, row, escaped);
      if (row < plain.rows()) {
        if (batch.kindAt(plain.slice(row, column.index)) != JsonBatch.NULL) {
          single(kind, row, !escaped);
        }
        show(plain, row);
        row++;
      }
    }
  }

  private void noteFirst(int kind) {
    RowBatch rows = batch.rows();
    int slice = rows.slice(0, column.index);
    for (int row = 0; row < rows.rows() && values.first(of(kind, slice)) == null; row++) {
      if (batch.kindAt(slice) == kind) {
        first(row, slice, kind);
      }
      slice++;
    }
  }

  private void first(int row, int slice, int kind) {
    if (values.first(of(kind, slice)) == null) {
      RowBatch rows = batch.rows();
      int quote = rows.quoted(slice) ? 1 : 0;
      cursor.cell.line = rows.line(row);
      Cell cell = cursor.slice(rows.start(slice) - quote, rows.end(slice) + quote);
      values.first(of(kind, slice), cell.sample());
    }
  }

  private JsonKind of(int kind, int slice) {
    return switch (kind) {
      case JsonBatch.NUMBER -> JsonKind.NUMBER;
      case JsonBatch.TEXT -> JsonKind.STRING;
      case JsonBatch.BOOLEAN -> JsonKind.BOOLEAN;
      default -> cursor.b[batch.rows().start(slice)] == '{' ? JsonKind.OBJECT : JsonKind.ARRAY;
    };
  }

  /** Counts strings by their bytes as they stand. */
  private void countLengths() {
    RowBatch rows = batch.rows();
    int slice = rows.slice(0, column.index);
    for (int row = 0; row < rows.rows(); row++, slice++) {
      if (rows.quoted(slice)) {
        int length = rows.end(slice) - rows.start(slice);
        values.count(JsonKind.STRING, 1, length, length);
      }
    }
  }

  private int lane(int kind, int row, boolean counted) {
    Lane lane = laneOf(kind);
    if (lane == null) {
      return row;
    }
    boolean text = kind == JsonBatch.TEXT;
    tally.dictionary = text && tap != null ? tap.dictionary(column.index) : null;
    int next = lane.run(plain, column.index, row, tally);
    if (tally.values > 0) {
      if (!counted) {
        values.count(of(kind, 0), tally.values, tally.shortest, tally.longest);
      }
      if (text) {
        if (lane instanceof TemporalLane) {
          values.values().text.defer();
        }
        values.values().text.count(tally.values, tally.shortest, tally.longest);
      }
    }
    if (tap != null && next > row) {
      lane.show(tap, plain, column.index, row, next, tally.read);
    }
    return next;
  }

  private Lane laneOf(int kind) {
    ColumnValues found = values.values();
    if (kind == JsonBatch.NUMBER) {
      return found.numbers.alive() ? new NumberLane(found.numbers) : null;
    }
    if (kind == JsonBatch.BOOLEAN) {
      return new BooleanLane(found.booleans);
    }
    if (!found.temporals.alive()) {
      return new TextLane(found.text);
    }
    TemporalReading reading = found.temporals.lane();
    return reading == null ? null : new TemporalLane(reading);
  }

  private void each() {
    RowBatch rows = batch.rows();
    RowBatch shown = column.field.verbatim() ? cells.verbatim(batch, column.index) : plain;
    int slice = rows.slice(0, column.index);
    for (int row = 0; row < rows.rows(); row++, slice++) {
      int kind = batch.kindAt(slice);
      if (kind != JsonBatch.NULL && (kind != JsonBatch.NESTED || values.forced())) {
        first(row, slice, kind);
        single(kind, row, true);
      }
      show(shown, row);
    }
  }

  private void show(RowBatch shown, int row) {
    if (tap != null) {
      tap.value(shown, column.index, row);
    }
  }

  /**
   * Scans one value.
   *
   * @param count whether it is to be counted, too
   */
  private void single(int kind, int row, boolean count) {
    RowBatch rows = batch.rows();
    int slice = rows.slice(row, column.index);
    int length = rows.end(slice) - rows.start(slice);
    if (count) {
      values.count(of(kind, slice), 1, length, length);
    }
    cursor.cell.line = rows.line(row);
    RowBatch from = kind == JsonBatch.TEXT || values.forced() ? plain : rows;
    Cell cell = cursor.slice(from.start(slice), from.end(slice));
    cell.b = from.bytes();
    values.take(kind, cell, cursor);
  }
}
