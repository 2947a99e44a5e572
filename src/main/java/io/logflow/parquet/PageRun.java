package io.logflow.parquet;

import java.util.List;

/** The values of a stretch of rows of one column, encoded. Immutable. */
public final class PageRun {
  private static final long[] NO_HASHES = {};
  private static final long AROUND = 100;

  private final int rows;
  private final NullBits nulls;
  private final long plainBytes;
  private final List<DataPage> pages;
  private final RunValues values;
  private final long[] bloomHashes;

  private PageRun(
      int rows,
      NullBits nulls,
      long plainBytes,
      List<DataPage> pages,
      RunValues values,
      long[] bloomHashes) {
    this.rows = rows;
    this.nulls = nulls;
    this.plainBytes = plainBytes;
    this.pages = pages;
    this.values = values;
    this.bloomHashes = bloomHashes;
  }

  /** Pages that are ready. */
  static PageRun ofPages(int rows, long plainBytes, List<DataPage> pages) {
    return new PageRun(rows, null, plainBytes, List.copyOf(pages), null, NO_HASHES);
  }

  /** Values that become pages together with those of other stretches. */
  static PageRun ofValues(NullBits nulls, long plainBytes, RunValues values) {
    return new PageRun(nulls.rows(), nulls.copy(), plainBytes, List.of(), values, NO_HASHES);
  }

  /** The same with hashes for a Bloom filter, of each different value once or more. */
  PageRun withBloomHashes(long[] hashes) {
    return new PageRun(rows, nulls, plainBytes, pages, values, hashes);
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
      return AROUND + 8L * bloomHashes.length + nulls.heldBytes() + values.heldBytes();
    }
    long held = AROUND + 8L * bloomHashes.length;
    for (DataPage page : pages) {
      held += page.heldBytes();
    }
    return held;
  }

  /** Empty where its column gets no Bloom filter. */
  long[] bloomHashes() {
    return bloomHashes;
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
