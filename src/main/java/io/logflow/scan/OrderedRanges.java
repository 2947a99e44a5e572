package io.logflow.scan;

import io.logflow.format.csv.CsvRange;
import io.logflow.format.csv.CsvRanges;
import java.io.IOException;

/**
 * Reads the ranges of a file in several threads and hands them on in order. Ranges but the first
 * begin where a record is guessed to begin. The guess is right where the range before it ends
 * there; else the range is read again. So each record is handed on once.
 */
public final class OrderedRanges {
  private final CsvRanges ranges;
  private final long size;
  private final long rangeBytes;
  private long position;
  private long lines;

  /** What is made of ranges. */
  public interface Work<T> {

    /**
     * Reads a range that may turn out to begin at the wrong place. In any thread.
     *
     * @return null where it has to be read in its turn
     */
    T ahead(long start, long end) throws IOException;

    /**
     * Reads a range that begins where the one before it ended. In the calling thread.
     *
     * @param lines lines of the file before the range
     */
    T inTurn(long start, long end, long lines) throws IOException;

    /** Where a range that was read lies. */
    CsvRange range(T found);

    /**
     * Takes a range, in order, in the calling thread.
     *
     * @param lines lines of the file before the range
     */
    void take(T found, long lines) throws IOException;
  }

  /**
   * @param size bytes of the file, of which those behind the table are left alone
   * @param rangeBytes bytes of a range
   */
  public OrderedRanges(CsvRanges ranges, long size, long rangeBytes) {
    this.ranges = ranges;
    this.size = Math.min(size, ranges.end());
    this.rangeBytes = rangeBytes;
    this.position = ranges.before().end();
    this.lines = ranges.before().lines();
  }

  /** Reads the file; a failure leaves results that nobody took. */
  public <T> void run(int threads, Work<T> work) throws IOException {
    long first = position;
    int count = (int) Math.max(1, (size - first + rangeBytes - 1) / rangeBytes);
    OrderedWork.run(
        threads,
        count,
        index -> guessed(first + index * rangeBytes, index == 0, work),
        (index, found) -> settle(Math.min(size, first + (index + 1) * rangeBytes), found, work));
  }

  private <T> T guessed(long from, boolean sure, Work<T> work) throws IOException {
    long start = sure ? from : ranges.guess(from);
    long end = Math.min(size, from + rangeBytes);
    return start < 0 || start >= end ? null : work.ahead(start, end);
  }

  private <T> void settle(long end, T guessed, Work<T> work) throws IOException {
    boolean right = guessed != null && work.range(guessed).start() == position;
    if (position >= end && end < size) {
      return;
    }
    T found = right ? guessed : work.inTurn(position, end, lines);
    CsvRange range = work.range(found);
    work.take(found, lines);
    position = range.end();
    lines += range.lines();
  }

  /** Lines of the file, once read. */
  public long lines() {
    return lines;
  }
}
