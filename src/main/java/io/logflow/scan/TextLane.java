package io.logflow.scan;

import io.logflow.format.RowBatch;

/** Values of a column that can be nothing but text. */
final class TextLane implements Lane {
  private final TextScan text;

  TextLane(TextScan text) {
    this.text = text;
  }

  @Override
  public int run(RowBatch batch, int field, int row, LaneTally tally) {
    byte[] b = batch.bytes();
    int columns = batch.columns();
    int rows = batch.rows();
    int slice = row * columns + field;
    boolean deferred = text.deferred();
    int least = Integer.MAX_VALUE;
    int most = 0;
    long nulls = 0;
    int next = row;
    for (; next < rows; next++, slice += columns) {
      int from = batch.start(slice);
      int length = batch.end(slice) - from;
      if (length <= tally.longestNull) {
        if (length != 0 || batch.quoted(slice)) {
          break;
        }
        nulls++;
        continue;
      }
      if (!deferred) {
        text.take(b, from, length);
      }
      least = Math.min(least, length);
      most = Math.max(most, length);
    }
    tally.set(nulls, next - row - nulls, least, most);
    return next;
  }
}
