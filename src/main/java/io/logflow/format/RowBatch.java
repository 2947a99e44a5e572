package io.logflow.format;

import java.util.Arrays;

/**
 * The fields of many sound rows as slices of one buffer, row by row. Reused from batch to batch:
 * what stands in it is valid until its reader goes on.
 */
public final class RowBatch {
  /** Bytes behind the last field that may be read, whatever they hold, as part of a word. */
  public static final int SLACK = 16;

  private static final int QUOTED = 1 << 31;

  private final int columns;
  private final int mostRows;
  private final int[] starts;
  private final int[] ends;
  private final int[] lines;
  private byte[] bytes = {};
  private int rows;
  private int at;
  private boolean anyUnquoted;
  private boolean rowUnquoted;

  /**
   * @param columns fields of each row
   * @param mostFields room for this many fields, at least for one row
   */
  public RowBatch(int columns, int mostFields) {
    this.columns = columns;
    this.mostRows = Math.max(1, mostFields / columns);
    this.starts = new int[mostRows * columns];
    this.ends = new int[mostRows * columns];
    this.lines = new int[mostRows];
  }

  /** Forgets all rows; the next ones are slices of this buffer, {@link #SLACK} bytes longer. */
  public void clear(byte[] buffer) {
    bytes = buffer;
    rows = 0;
    at = 0;
    anyUnquoted = false;
    rowUnquoted = false;
  }

  public boolean full() {
    return rows == mostRows;
  }

  /** Adds a field to the row that is being read; a row of too many fields must not be added to. */
  public void add(int start, int end) {
    starts[at] = start;
    ends[at++] = end;
    rowUnquoted = true;
  }

  /** Adds a field that stood in quotes. */
  public void addQuoted(int start, int end) {
    starts[at] = start | QUOTED;
    ends[at++] = end;
  }

  /** Index of the first field of the row that is being read. */
  public int rowStart() {
    return rows * columns;
  }

  /** Ends a field elsewhere. */
  public void end(int slice, int end) {
    ends[slice] = end;
  }

  /** Fields of the row that is being read. */
  public int fields() {
    return at - rows * columns;
  }

  /** Whether the row that is being read has all its fields. */
  public boolean complete() {
    return fields() == columns;
  }

  /**
   * Ends the row.
   *
   * @param line its first line, counted as the reader does
   */
  public void endRow(int line) {
    lines[rows++] = line;
    anyUnquoted |= rowUnquoted;
    rowUnquoted = false;
  }

  /** Forgets the fields of the row that is being read. */
  public void dropRow() {
    at = rows * columns;
    rowUnquoted = false;
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** The buffer; the slices hold UTF-8 without quotes and escapes. */
  public byte[] bytes() {
    return bytes;
  }

  /** First byte of a field; {@code slice} is row times columns plus field, as everywhere here. */
  public int start(int slice) {
    return starts[slice] & ~QUOTED;
  }

  /** Byte behind a field. */
  public int end(int slice) {
    return ends[slice];
  }

  public boolean quoted(int slice) {
    return starts[slice] < 0;
  }

  /** First line of a row, counted as the reader does. */
  public int line(int row) {
    return lines[row];
  }

  /** Whether any field of any row stood without quotes. */
  public boolean anyUnquoted() {
    return anyUnquoted;
  }

  /** The fields of the first rows, for messages while looking for a fault. */
  @Override
  public String toString() {
    return rows + " rows of " + columns + " fields " + Arrays.toString(Arrays.copyOf(starts, at));
  }
}
