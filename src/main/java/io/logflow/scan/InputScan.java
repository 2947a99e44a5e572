package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.RowBatch;
import io.logflow.job.ConversionOptions;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The scan of the records of one input, or of a part of them: parts merge to the scan of the whole.
 */
final class InputScan {
  private final List<ColumnScan> columns;
  private final int[] wanted;
  private final NullRule nullRule;
  private final LaneTally tally;
  private final Cell cell = new Cell();
  private RowTap.Stretch tap;
  private long rows;

  /**
   * @param input index of the input
   * @param names its fields
   */
  InputScan(int input, List<String> names, ConversionOptions options) {
    this(
        input,
        names.stream().map(name -> ColumnSettings.of(name, options)).toList(),
        ScanHints.none(names.size()),
        all(names.size()),
        options);
  }

  /** All of so many columns. */
  static BitSet all(int count) {
    BitSet bits = new BitSet(count);
    bits.set(0, count);
    return bits;
  }

  /**
   * @param input index of the input
   * @param hints what other parts of the input tell
   * @param wanted columns to scan; of the others nothing is taken
   */
  InputScan(
      int input,
      List<ColumnSettings> settings,
      ScanHints hints,
      BitSet wanted,
      ConversionOptions options) {
    List<ColumnScan> scans = new ArrayList<>(settings.size());
    for (int field = 0; field < settings.size(); field++) {
      scans.add(hints.column(settings.get(field), field));
    }
    this.columns = List.copyOf(scans);
    this.wanted = wanted.stream().toArray();
    this.nullRule = new NullRule(options);
    this.tally = new LaneTally(nullRule.longest());
    this.cell.input = input;
  }

  /** Shows all rows to come to a tap. */
  void show(RowTap.Stretch stretch) {
    tap = stretch;
  }

  /** What all rows are shown to; null where there is nothing. */
  RowTap.Stretch shown() {
    return tap;
  }

  /** Takes the sound record that the reader stands at. */
  void accept(RecordReader record, long line) {
    rows++;
    cell.b = record.buffer();
    cell.line = line;
    nullRule.noteUnquoted(hasUnquoted(record));
    for (int field : wanted) {
      cell.from = record.start(field);
      cell.to = record.end(field);
      columns.get(field).accept(cell, record.quoted(field), nullRule);
    }
    if (tap != null) {
      tap.record(record);
    }
  }

  private boolean hasUnquoted(RecordReader record) {
    for (int field = 0; field < columns.size() && !nullRule.anyUnquoted(); field++) {
      if (!record.quoted(field)) {
        return true;
      }
    }
    return false;
  }

  /** Takes many sound rows, whose lines count from 0. */
  void accept(RowBatch batch) {
    rows += batch.rows();
    cell.b = batch.bytes();
    nullRule.noteUnquoted(batch.anyUnquoted());
    if (tap != null && (tally.read == null || tally.read.length < batch.rows())) {
      tally.read = new long[batch.rows()];
    }
    for (int field : wanted) {
      columns.get(field).accept(batch, field, nullRule, tally, cell, tap);
    }
    if (tap != null) {
      tap.end(batch);
    }
  }

  /** Takes in the scan of other records of the same input; it is used up. */
  void merge(InputScan other) {
    rows += other.rows;
    nullRule.noteUnquoted(other.nullRule.anyUnquoted());
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

  List<ColumnScan> columns() {
    return columns;
  }

  /** Index of the input. */
  int input() {
    return cell.input;
  }

  /** Where the lines of this part begin. */
  LineBase lineBase() {
    return cell.base;
  }

  /** Whether quoted fields may be NULL. */
  boolean quotedNulls() {
    return nullRule.quotedNulls(rows);
  }

  long rows() {
    return rows;
  }
}
