package io.logflow.parquet;

import java.util.List;

/** The values of a stretch of rows of one column, encoded. Immutable. */
public final class PageRun {
  private final int rows;
  private final NullBits nulls;
  private final long plainBytes;
  private final List<DataPage> pages;
  private final RunValues values;

  private PageRun(
      int rows, NullBits nulls, long plainBytes, List<DataPage> pages, RunValues values) {
    this.rows = rows;
    this.nulls = nulls;
    this.plainBytes = plainBytes;
    this.pages = pages;
    this.values = values;
  }

  /** Pages that are ready. */
  static PageRun ofPages(int rows, long plainBytes, List<DataPage> pages) {
    return new PageRun(rows, null, plainBytes, List.copyOf(pages), null);
  }

  /** Values that become pages together with those of other stretches. */
  static PageRun ofValues(NullBits nulls, long plainBytes, RunValues values) {
    return new PageRun(nulls.rows(), nulls.copy(), plainBytes, List.of(), values);
  }

  public int rows() {
    return rows;
  }

  /** Size of the values, plainly encoded and not compressed. */
  public long plainBytes() {
    return plainBytes;
  }

  /** Bytes that this object holds, about. */
  public long heldBytes() {
    if (values != null) {
      return 100 + nulls.heldBytes() + values.heldBytes();
    }
    long held = 100;
    for (DataPage page : pages) {
      held += page.heldBytes();
    }
    return held;
  }

  /** Null where there are pages. */
  NullBits nulls() {
    return nulls;
  }

  /** Empty where there are values. */
  List<DataPage> pages() {
    return pages;
  }

  /** Null where there are pages. */
  RunValues values() {
    return values;
  }
}
