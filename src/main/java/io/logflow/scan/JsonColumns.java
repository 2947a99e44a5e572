package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ConversionOptions;
import io.logflow.job.JsonField;
import io.logflow.job.Misfit;
import io.logflow.job.Plan;
import io.logflow.parquet.BatchColumn;
import java.time.ZoneId;
import java.util.ArrayList;
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
  private final boolean lenient;

  /** Takes what does not fit; null where all does. */
  private final RescuedValues rescued;

  private int rows;

  /**
   * Empty batches.
   *
   * @param plans the columns wanted, all with their places in JSON
   * @param zone zone of local timestamps that become instants, where one is given
   * @param lenient whether records that are no objects have NULL in all columns
   */
  JsonColumns(List<ColumnPlan> plans, Optional<ZoneId> zone, boolean lenient) {
    this(plans, zone, lenient, null);
  }

  /** Empty batches of a plan's columns. */
  public JsonColumns(Plan plan, ConversionOptions options) {
    this(
        plan.columns(),
        options.timezone(),
        false,
        plan.rescues() ? new RescuedValues(plan, options) : null);
  }

  private JsonColumns(
      List<ColumnPlan> plans, Optional<ZoneId> zone, boolean lenient, RescuedValues rescued) {
    List<JsonColumn> planned = plans.stream().map(plan -> JsonColumn.of(plan, zone)).toList();
    this.lenient = lenient;
    this.rescued = rescued;
    this.columns = rescued == null ? planned : rescued.columns(planned);
    boolean keyless = plans.size() == 1 && plans.get(0).json().orElseThrow().keyless();
    this.whole = keyless ? columns.get(0) : null;
    this.record = keyless ? new JsonObject(List.of(), List.of()) : record(plans);
    this.shortest = new int[plans.size()];
    this.longest = new int[plans.size()];
    Arrays.fill(shortest, Integer.MAX_VALUE);
  }

  private JsonObject record(List<ColumnPlan> plans) {
    List<JsonField> fields = new ArrayList<>();
    plans.forEach(plan -> fields.add(plan.json().orElseThrow()));
    List<JsonColumn> all = new ArrayList<>(columns);
    if (rescued != null) {
      fields.addAll(rescued.strayFields());
      all.addAll(rescued.strays());
    }
    return new JsonObject(fields, all);
  }

  /** Says where the next record stands, for what is told of values that do not fit. */
  void at(int input, long line) {
    cursor.cell.input = input;
    cursor.cell.line = line;
  }

  /** What did not fit so far. */
  List<Misfit> misfits() {
    return rescued.counted();
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
    if (whole != null) {
      whole.add(cursor, 0);
      measure(0, 0);
    } else if (isObject() || (rescued == null && !lenient)) {
      record.add(cursor, 0, this::measure);
    } else if (rescued != null) {
      rescued.record(cursor);
    }
    if (rescued != null) {
      rescue();
    }
    rows++;
    for (JsonColumn column : columns) {
      if (column.batch().length() < rows) {
        column.addNull();
      }
    }
  }

  private boolean isObject() {
    byte kind = cursor.tape.kind(0);
    return kind == JsonTape.OBJECT || kind == JsonTape.NULL;
  }

  private void rescue() {
    int bytes = rescued.end(columns.get(rescued.column()).batch());
    if (bytes > 0) {
      measured(rescued.column(), bytes);
    }
  }

  private void measure(int column, int token) {
    boolean taken =
        rescued == null || (column < columns.size() && !columns.get(column).batch().isNull(rows));
    if (taken && cursor.tape.kind(token) != JsonTape.NULL) {
      measured(column, cursor.tape.end(token) - cursor.tape.start(token));
    }
  }

  private void measured(int column, int length) {
    shortest[column] = Math.min(shortest[column], length);
    longest[column] = Math.max(longest[column], length);
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
