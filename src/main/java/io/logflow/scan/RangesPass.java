package io.logflow.scan;

import io.logflow.format.csv.CsvRange;
import io.logflow.format.csv.CsvRanges;
import io.logflow.job.Reject;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/** Scans an input in several threads, each a range at a time. */
final class RangesPass implements OrderedRanges.Work<RangeScan> {
  private final CsvRanges ranges;
  private final OrderedRanges order;
  private final InputScan whole;
  private final List<ColumnSettings> columns;
  private final BitSet wanted;
  private final PassSettings settings;
  private final RowTap tap;
  private final DeferredTexts deferred = new DeferredTexts();

  private Taker taker;
  private volatile ScanHints hints;

  /** Takes what ranges hold, in order. */
  interface Taker {

    /** Takes the scan of a range before it is merged into the whole. */
    void take(RangeScan found) throws IOException;

    /** Takes a reject of a range that has too many to be held; its line is that of the input. */
    void reject(Reject reject) throws IOException;
  }

  /**
   * @param whole takes in all ranges
   * @param wanted fields to scan
   * @param tap sees the rows, too; null where there is none
   */
  RangesPass(
      CsvRanges ranges,
      long size,
      InputScan whole,
      List<ColumnSettings> columns,
      BitSet wanted,
      PassSettings settings,
      RowTap tap) {
    this.ranges = ranges;
    this.order = new OrderedRanges(ranges, size, settings.rangeBytes(columns.size()));
    this.whole = whole;
    this.columns = columns;
    this.wanted = wanted;
    this.hints = ScanHints.none(columns.size());
    this.settings = settings;
    this.tap = tap;
  }

  void run(Taker into) throws IOException {
    taker = into;
    order.run(settings.threads(), this);
  }

  @Override
  public RangeScan ahead(long start, long end) throws IOException {
    RangeScan found = open(0, null);
    try {
      found.end(ranges.read(start, end, found));
      return found;
    } catch (RangeScan.TooManyToHold later) {
      return null; // Read in its turn, its rejects are taken one by one.
    }
  }

  @Override
  public RangeScan inTurn(long start, long end, long lines) throws IOException {
    RangeScan found = open(lines, reject -> taker.reject(reject.below(lines)));
    found.end(ranges.read(start, end, found));
    return found;
  }

  private RangeScan open(long before, RangeScan.RejectTaker direct) {
    InputScan scan = new InputScan(whole.input(), columns, hints, wanted, settings.options());
    scan.lineBase().first = before;
    if (tap != null) {
      scan.show(tap.open(whole.input()));
    }
    return new RangeScan(scan, settings.control(), direct);
  }

  @Override
  public CsvRange range(RangeScan found) {
    return found.range();
  }

  @Override
  public void take(RangeScan found, long lines) throws IOException {
    found.scan().lineBase().first = lines;
    deferred.note(found);
    taker.take(found);
    found.shown().run();
    whole.merge(found.scan());
    hints = ScanHints.of(whole.columns());
  }

  /** Lines of the input. */
  long lines() {
    return order.lines();
  }

  DeferredTexts deferred() {
    return deferred;
  }
}
