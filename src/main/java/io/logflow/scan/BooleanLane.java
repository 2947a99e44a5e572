package io.logflow.scan;

import io.logflow.format.RowBatch;

/** True and false. */
final class BooleanLane implements Lane {
  private final BooleanScan booleans;

  BooleanLane(BooleanScan booleans) {
    this.booleans = booleans;
  }

  @Override
  public int run(RowBatch batch, int field, int row, LaneTally tally) {
    byte[] b = batch.bytes();
    int rows = batch.rows();
    int slice = batch.slice(row, field);
    long trues = 0;
    long falses = 0;
    long nulls = 0;
    int next = row;
    for (; next < rows; next++, slice++) {
      int from = batch.start(slice);
      int length = batch.end(slice) - from;
      if (length <= tally.longestNull) {
        if (length != 0 || batch.quoted(slice)) {
          break;
        }
        nulls++;
        continue;
      }
      int code = Values.boolCode(b, from, from + length);
      if (code < 0) {
        break;
      }
      trues += code;
      falses += 1 - code;
    }
    booleans.take(trues, falses);
    tally.set(nulls, trues + falses, trues > 0 ? 4 : 5, falses > 0 ? 5 : 4);
    return next;
  }

  @Override
  public void show(RowTap.Stretch tap, RowBatch batch, int field, int row, int end, long[] read) {
    tap.booleans(batch, field, row, end);
  }
}
