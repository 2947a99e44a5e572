package io.logflow.parquet;

import java.util.Arrays;
import java.util.Optional;

/**
 * Pages of numbers: of all types that are stored as BOOLEAN, INT32, INT64 and DOUBLE. Values are
 * kept as they come and encoded in the end.
 */
public final class NumberPages implements PageColumn {
  /** Fewer bytes than these wait for those of other stretches. */
  static final int LEAST_BYTES_OF_PAGE = 16 << 10;

  /** Fewer values than these say nothing of a dictionary's worth. */
  static final int LEAST_SAMPLE = 256;

  private static final int FIRST_ROOM = 16;

  private final PageLayout layout;
  private final NullBits nulls = new NullBits();
  private final Patience patience = new Patience();
  private long[] values = new long[FIRST_ROOM];
  private int count;

  NumberPages(PageLayout layout) {
    this.layout = layout;
  }

  /**
   * Adds a value: BOOLEAN as 0 or 1, DOUBLE as its raw bits, DECIMAL unscaled, days for DATE,
   * microseconds or nanoseconds for other temporal types.
   */
  public void add(long value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, count * 2);
    }
    values[count++] = value;
  }

  @Override
  public void addNull() {
    nulls.addNull(count + nulls.nulls());
  }

  @Override
  public PageRun finish() {
    nulls.setRows(count + nulls.nulls());
    PageScratch scratch = PageScratch.get();
    long plainBytes = layout.storage().plainBytes(count);
    Optional<RunValues> coded = coded(scratch);
    PageRun run =
        coded.isPresent() || plainBytes < LEAST_BYTES_OF_PAGE
            ? PageRun.ofValues(
                nulls,
                plainBytes,
                coded.orElseGet(() -> RunValues.ofNumbers(Arrays.copyOf(values, count))))
            : pages(scratch, plainBytes);
    PageRun whole = layout.bloom() ? run.withBloomHashes(hashes(coded)) : run;
    clear();
    return whole;
  }

  private long[] hashes(Optional<RunValues> coded) {
    long[] numbers = coded.map(RunValues::numbers).orElse(values);
    int different = coded.isPresent() ? numbers.length : count;
    return BloomFilters.hashes(numbers, different, layout.storage());
  }

  private Optional<RunValues> coded(PageScratch scratch) {
    if (layout.storage() == Storage.BIT || count == 0 || !patience.tries()) {
      return Optional.empty();
    }
    Optional<RunValues> coded = scratch.coder().code(values, count, layout);
    if (coded.isPresent()) {
      patience.worked();
    } else if (count >= LEAST_SAMPLE) {
      patience.failed();
    }
    return coded;
  }

  private PageRun pages(PageScratch scratch, long plainBytes) {
    PageMaker maker = scratch.start(layout);
    scratch.numbers().add(values, nulls);
    scratch.numbers().flush();
    return PageRun.ofPages(nulls.rows(), plainBytes, maker.pages());
  }

  @Override
  public void clear() {
    nulls.clear();
    count = 0;
  }

  @Override
  public long heldBytes() {
    return 8L * values.length + nulls.heldBytes();
  }
}
