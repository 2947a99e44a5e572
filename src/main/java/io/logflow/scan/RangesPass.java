package io.logflow.scan;

import io.logflow.format.csv.CsvRange;
import io.logflow.format.csv.CsvRanges;
import io.logflow.job.Reject;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * Scans an input in several threads, each a range at a time. Ranges but the first begin where a
 * record is guessed to begin. The guess is right where the range before it ends there; else the
 * range is read again. So each record is read once, from where the one before it ended.
 */
final class RangesPass {
  private final CsvRanges ranges;
  private final long size;
  private final long rangeBytes;
  private final InputScan whole;
  private final List<ColumnSettings> columns;
  private final PassSettings settings;
  private final DeferredTexts deferred = new DeferredTexts();

  private volatile ScanHints hints;
  private long position;
  private long lines;

  /** Takes what ranges hold, in order. */
  interface Taker {

    /** Takes the scan of a range before it is merged into the whole. */
    void take(RangeScan found) throws IOException;

    /** Takes a reject of a range that has too many to be held; its line is that of the input. */
    void reject(Reject reject) throws IOException;
  }

  /**
   * @param whole takes in all ranges
   */
  RangesPass(
      CsvRanges ranges,
      long size,
      InputScan whole,
      List<ColumnSettings> columns,
      PassSettings settings) {
    this.ranges = ranges;
    this.size = size;
    this.rangeBytes = settings.rangeBytes(columns.size());
    this.whole = whole;
    this.columns = columns;
    this.hints = ScanHints.none(columns.size());
    this.settings = settings;
    this.position = ranges.before().end();
    this.lines = ranges.before().lines();
  }

  void run(Taker taker) throws IOException {
    long first = position;
    int count = (int) Math.max(1, (size - first + rangeBytes - 1) / rangeBytes);
    OrderedWork.run(
        settings.threads(),
        count,
        index -> guessed(first + index * rangeBytes, index == 0),
        (index, found) -> settle(Math.min(size, first + (index + 1) * rangeBytes), found, taker));
  }

  private RangeScan guessed(long from, boolean sure) throws IOException {
    long start = sure ? from : ranges.guess(from);
    long end = Math.min(size, from + rangeBytes);
    try {
      return start < 0 || start >= end ? null : read(start, end, 0, null);
    } catch (RangeScan.TooManyToHold later) {
      return null; // Read in its turn, its rejects are taken one by one.
    }
  }

  private RangeScan read(long start, long end, long before, RangeScan.RejectTaker direct)
      throws IOException {
    BitSet all = new BitSet();
    all.set(0, columns.size());
    InputScan scan = new InputScan(whole.input(), columns, hints, all, settings.options());
    scan.lineBase().first = before;
    RangeScan found = new RangeScan(scan, settings.control(), direct);
    found.end(ranges.read(start, end, found));
    return found;
  }

  private void settle(long end, RangeScan guessed, Taker taker) throws IOException {
    if (position >= end && end < size) {
      return;
    }
    boolean right = guessed != null && guessed.range().start() == position;
    long before = lines;
    RangeScan found =
        right ? guessed : read(position, end, before, reject -> taker.reject(reject.below(before)));
    CsvRange range = found.range();
    found.scan().lineBase().first = lines;
    position = range.end();
    lines += range.lines();
    deferred.note(found);
    taker.take(found);
    whole.merge(found.scan());
    hints = ScanHints.of(whole.columns());
  }

  /** Lines of the input. */
  long lines() {
    return lines;
  }

  DeferredTexts deferred() {
    return deferred;
  }
}
