package io.logflow.engine.arrow;

import io.logflow.format.RowBatch;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.parquet.NumberPages;
import io.logflow.parquet.PageColumn;
import io.logflow.parquet.PageOptions;
import io.logflow.parquet.PageRun;
import io.logflow.parquet.TextPages;
import io.logflow.parquet.TextTable;
import io.logflow.scan.FieldParsers;
import io.logflow.scan.RowTap;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Turns the fields of a column into pages. What it is shown of runs is as in {@link
 * RowTap.Stretch}. A value that is not of the column's type ends in an IllegalArgumentException or
 * ArithmeticException.
 */
abstract class ColumnEncoder {
  private final PageColumn pages;

  ColumnEncoder(PageColumn pages) {
    this.pages = pages;
  }

  /**
   * The encoder of a flat column.
   *
   * @param zone zone of local timestamps that become instants, where one is given
   */
  static ColumnEncoder of(ColumnPlan plan, Optional<ZoneId> zone, PageOptions options) {
    ColumnType type = plan.column().type();
    PageColumn pages = PageColumn.of(plan.column(), options);
    if (pages instanceof TextPages text) {
      boolean plain = type.equals(ColumnType.VARCHAR) && !plan.offsets();
      return plain
          ? new TextEncoder(text)
          : new ParsedTextEncoder(text, type, FieldParsers.of(plan, zone));
    }
    NumberPages numbers = (NumberPages) pages;
    FieldValue value = new FieldValue(type, FieldParsers.of(plan, zone));
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanEncoder(numbers, value);
      case BIGINT -> new BigintEncoder(numbers, value);
      case DOUBLE -> new DoubleEncoder(numbers, value);
      case DECIMAL -> new DecimalEncoder(numbers, value, type);
      default -> new TemporalEncoder(numbers, value, type);
    };
  }

  void numbers(RowBatch batch, int field, int row, int end, long[] packed) {
    values(batch, field, row, end);
  }

  void times(RowBatch batch, int field, int row, int end, long[] nanos) {
    values(batch, field, row, end);
  }

  void booleans(RowBatch batch, int field, int row, int end) {
    values(batch, field, row, end);
  }

  /** Where texts are looked up before they are shown; null where nowhere. */
  TextTable dictionary() {
    return null;
  }

  void texts(RowBatch batch, int field, int row, int end, long[] indices) {
    values(batch, field, row, end);
  }

  /** Takes a value; its bytes {@code from} (inclusive) to {@code to} (exclusive). */
  abstract void value(byte[] b, int from, int to);

  private void values(RowBatch batch, int field, int row, int end) {
    byte[] b = batch.bytes();
    for (int next = row; next < end; next++) {
      int slice = batch.slice(next, field);
      int from = batch.start(slice);
      int to = batch.end(slice);
      if (from == to) {
        addNull();
      } else {
        value(b, from, to);
      }
    }
  }

  final void addNull() {
    pages.addNull();
  }

  final void addNulls(int count) {
    for (int i = 0; i < count; i++) {
      pages.addNull();
    }
  }

  /** What came since the last time. */
  final PageRun finish() {
    return pages.finish();
  }

  /** Forgets what came since the last time. */
  final void clear() {
    pages.clear();
  }
}
