package io.logflow.format;

import java.util.Arrays;

/**
 * The fields of many sound rows as slices of one buffer, column by column. Reused from batch to
 * batch: what stands in it is valid until its reader goes on.
 */
public final class RowBatch {
  /** Bytes behind the last field that may be read, whatever they hold, as part of a word. */
  public static final int SLACK = 16;

  private static final int QUOTED = 1 << 31;

  /** Slices in a line of the processor's cache. */
  private static final int LINE = 16;

  private final int columns;
  private final int mostRows;
  private final int stride;
  private final int[] starts;
  private final int[] ends;
  private final int[] lines;
  private byte[] bytes = {};
  private int rows;
  private int at;
  private int rowEnd;
  private boolean anyUnquoted;
  private boolean rowUnquoted;

  /**
   * @param columns fields of each row
   * @param mostFields room for this many fields, at least for one row
   */
  public RowBatch(int columns, int mostFields) {
    this.columns = columns;
    this.mostRows = Math.max(1, mostFields / columns);
    this.stride = columns == 1 ? mostRows : stride(mostRows);
    this.starts = new int[stride * columns];
    this.ends = new int[stride * columns];
    this.lines = new int[mostRows];
  }

  /** An odd number of cache lines: the columns of a row must not compete for one place in it. */
  private static int stride(int rows) {
    return ((rows + LINE - 1) / LINE | 1) * LINE;
  }

  /** Forgets all rows; the next ones are slices of this buffer, {@link #SLACK} bytes longer. */
  public void clear(byte[] buffer) {
    bytes = buffer;
    rows = 0;
    startRow();
    anyUnquoted = false;
    rowUnquoted = false;
  }

  private void startRow() {
    at = rows;
    rowEnd = rows + columns * stride;
  }

  public boolean full() {
    return rows == mostRows;
  }

  /** Adds a field to the row that is being read; a row of too many fields must not be added to. */
  public void add(int start, int end) {
    starts[at] = start;
    ends[at] = end;
    at += stride;
    rowUnquoted = true;
  }

  /** Adds a field that stood in quotes. */
  public void addQuoted(int start, int end) {
    starts[at] = start | QUOTED;
    ends[at] = end;
    at += stride;
  }

  /** Makes all fields of the row that is being read empty ones at a place of the buffer. */
  public void setEmpty(int place) {
    for (int slice = rows; slice < rowEnd; slice += stride) {
      starts[slice] = place;
      ends[slice] = place;
    }
  }

  /** Sets a field of any row, in any order. */
  public void set(int slice, int start, int end) {
    starts[slice] = start;
    ends[slice] = end;
  }

  /** Sets a field that stood in quotes. */
  public void setQuoted(int slice, int start, int end) {
    starts[slice] = start | QUOTED;
    ends[slice] = end;
  }

  /** Has as many rows as another batch; their fields are to be set. */
  public void takeRows(RowBatch other, byte[] buffer) {
    clear(buffer);
    rows = other.rows;
    startRow();
    System.arraycopy(other.lines, 0, lines, 0, rows);
  }

  /**
   * The slice that a field of a row is. The same field's slice of the next row is the next one.
   *
   * @param row index of the row; that of {@link #rows} is the row that is being read
   */
  public int slice(int row, int field) {
    return field * stride + row;
  }

  /** Ends a field elsewhere. */
  public void end(int slice, int end) {
    ends[slice] = end;
  }

  /** Whether the row that is being read has all its fields. */
  public boolean complete() {
    return at == rowEnd;
  }

  /**
   * Ends the row.
   *
   * @param line its first line, counted as the reader does
   */
  public void endRow(int line) {
    lines[rows++] = line;
    startRow();
    anyUnquoted |= rowUnquoted;
    rowUnquoted = false;
  }

  /** Forgets the fields of the row that is being read. */
  public void dropRow() {
    startRow();
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

  /** First byte of a field. */
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

  /** Where the first fields begin, for messages while looking for a fault. */
  @Override
  public String toString() {
    return rows + " rows of " + columns + " fields, first " + Arrays.toString(firstStarts());
  }

  private int[] firstStarts() {
    return Arrays.copyOf(starts, rows);
  }
}
