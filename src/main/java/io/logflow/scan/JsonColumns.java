package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import io.logflow.job.ColumnPlan;
import io.logflow.parquet.BatchColumn;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Turns JSON records into batches of columns as a plan says. Used again for each batch. */
public final class JsonColumns {
  private final List<JsonColumn> columns;
  private final JsonObject record;
  private final JsonColumn whole;
  private final JsonCursor cursor = new JsonCursor();
  private final int[] shortest;
  private final int[] longest;
  private int rows;

  /**
   * Empty batches.
   *
   * @param plans the columns wanted, all with their places in JSON
   * @param zone zone of local timestamps that become instants, where one is given
   */
  public JsonColumns(List<ColumnPlan> plans, Optional<ZoneId> zone) {
    this.columns = plans.stream().map(plan -> JsonColumn.of(plan, zone)).toList();
    boolean keyless = plans.size() == 1 && plans.get(0).json().orElseThrow().keyless();
    this.whole = keyless ? columns.get(0) : null;
    this.record =
        new JsonObject(
            keyless ? List.of() : plans.stream().map(plan -> plan.json().orElseThrow()).toList(),
            columns);
    this.shortest = new int[plans.size()];
    this.longest = new int[plans.size()];
    Arrays.fill(shortest, Integer.MAX_VALUE);
  }

  /**
   * Adds a record.
   *
   * @throws IllegalArgumentException or ArithmeticException if a value is not of its column's type;
   *     the batches are then of no use
   */
  public void add(JsonTape tape, byte[] buffer) {
    cursor.tape = tape;
    cursor.b = buffer;
    if (whole == null) {
      record.add(cursor, 0, this::measure);
    } else {
      whole.add(cursor, 0);
      measure(0, 0);
    }
    rows++;
    for (JsonColumn column : columns) {
      if (column.batch().length() < rows) {
        column.addNull();
      }
    }
  }

  private void measure(int column, int token) {
    if (cursor.tape.kind(token) != JsonTape.NULL) {
      int length = cursor.tape.end(token) - cursor.tape.start(token);
      shortest[column] = Math.min(shortest[column], length);
      longest[column] = Math.max(longest[column], length);
    }
  }

  /** The batches so far; valid until {@link #clear}. */
  public List<BatchColumn> batches() {
    return columns.stream().map(JsonColumn::batch).toList();
  }

  /** Rows in the batches. */
  public int rows() {
    return rows;
  }

  /** Forgets the rows; lengths go on. */
  public void clear() {
    columns.forEach(column -> column.batch().clear());
    rows = 0;
  }

  /** Bytes of a column's shortest value so far as it stood in the input. */
  public int shortest(int column) {
    return longest[column] == 0 && shortest[column] == Integer.MAX_VALUE ? 0 : shortest[column];
  }

  /** Bytes of a column's longest value so far as it stood in the input. */
  public int longest(int column) {
    return longest[column];
  }
}
