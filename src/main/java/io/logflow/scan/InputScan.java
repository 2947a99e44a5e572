package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.QuotedEmpty;
import java.util.List;

/**
 * The scan of the records of one input, or of a part of them: parts merge to the scan of the whole.
 */
final class InputScan {
  private final List<ColumnScan> columns;
  private final NullWords nullWords;
  private final QuotedEmpty quotedEmpty;
  private final Cell cell = new Cell();
  private long rows;
  private boolean anyUnquoted;

  /**
   * @param input index of the input
   * @param names its fields
   */
  InputScan(int input, List<String> names, ConversionOptions options) {
    this.columns =
        names.stream().map(name -> new ColumnScan(ColumnSettings.of(name, options))).toList();
    this.nullWords = new NullWords(options.nullValues());
    this.quotedEmpty = options.quotedEmpty();
    this.cell.input = input;
  }

  /** Takes the sound record that the reader stands at. */
  void accept(RecordReader record) {
    rows++;
    cell.b = record.buffer();
    cell.line = record.line();
    anyUnquoted = anyUnquoted || hasUnquoted(record);
    for (int field = 0; field < columns.size(); field++) {
      cell.from = record.start(field);
      cell.to = record.end(field);
      accept(columns.get(field), record.quoted(field));
    }
  }

  private boolean hasUnquoted(RecordReader record) {
    for (int field = 0; field < columns.size(); field++) {
      if (!record.quoted(field)) {
        return true;
      }
    }
    return false;
  }

  private void accept(ColumnScan column, boolean quoted) {
    if (!nullWords.matches(cell.b, cell.from, cell.to)) {
      column.accept(cell);
    } else if (!quoted || quotedEmpty == QuotedEmpty.NULL) {
      column.acceptNulls(1);
    } else if (anyUnquoted || quotedEmpty == QuotedEmpty.TEXT) {
      column.accept(cell);
    } else {
      column.acceptUndecided(cell);
    }
  }

  /** Takes in the scan of other records of the same input; it is used up. */
  void merge(InputScan other) {
    rows += other.rows;
    anyUnquoted |= other.anyUnquoted;
    for (int field = 0; field < columns.size(); field++) {
      columns.get(field).merge(other.columns.get(field));
    }
  }

  /**
   * The columns, once all records were taken.
   *
   * @return one for each field
   */
  List<ColumnScan> finish() {
    boolean quotedNulls = quotedNulls();
    columns.forEach(column -> column.decide(quotedNulls));
    return columns;
  }

  /** Whether quoted fields may be NULL. */
  boolean quotedNulls() {
    return switch (quotedEmpty) {
      case NULL -> true;
      case TEXT -> false;
      case AUTO -> rows > 0 && !anyUnquoted;
    };
  }

  long rows() {
    return rows;
  }
}
