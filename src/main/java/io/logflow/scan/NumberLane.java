package io.logflow.scan;

import io.logflow.format.RowBatch;
import io.logflow.job.CanonicalHash;

/** Numbers of at most fifteen digits without an exponent, in a column of numbers. */
final class NumberLane implements Lane {
  private final NumberScan numbers;

  NumberLane(NumberScan numbers) {
    this.numbers = numbers;
  }

  @Override
  public int run(RowBatch batch, int field, int row, LaneTally tally) {
    byte[] b = batch.bytes();
    int rows = batch.rows();
    int slice = batch.slice(row, field);
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    long nulls = 0;
    boolean points = numbers.pointed != null;
    long hash = 0;
    DistinctSketch distinct = numbers.distinct();
    long minLong = Long.MAX_VALUE;
    long maxLong = Long.MIN_VALUE;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    long min = 0;
    long max = 0;
    int mostScale = 0;
    long[] read = tally.read;
    int next = row;
    for (; next < rows; next++, slice++) {
      int from = batch.start(slice);
      int length = batch.end(slice) - from;
      if (length <= tally.longestNull) {
        if (length != 0 || batch.quoted(slice)) {
          break;
        }
        nulls++;
        if (read != null) {
          read[next] = PlainNumber.NONE;
        }
        continue;
      }
      long packed = PlainNumber.parse(b, from, from + length);
      if (packed == PlainNumber.NONE) {
        break;
      }
      long digits = PlainNumber.value(packed);
      int scale = PlainNumber.scale(packed);
      if (scale == 0) {
        long one = CanonicalHash.ofLong(digits);
        hash += one;
        distinct.add(one);
        minLong = Math.min(minLong, digits);
        maxLong = Math.max(maxLong, digits);
      } else if (points) {
        long one = CanonicalHash.ofDecimal(digits, scale);
        hash += one;
        distinct.add(one);
        mostScale = Math.max(mostScale, scale);
        double value = Values.exact(digits, scale);
        if (value < least) {
          least = value;
          min = packed;
        }
        if (value > greatest) {
          greatest = value;
          max = packed;
        }
      } else {
        break;
      }
      if (read != null) {
        read[next] = packed;
      }
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
    }
    long values = next - row - nulls;
    tally.set(nulls, values, shortest, longest);
    if (values > 0) {
      numbers.takeRun(values, hash, mostScale);
      if (minLong <= maxLong) {
        numbers.takeLongs(minLong, maxLong);
      }
      if (least <= greatest) {
        numbers.takeDecimals(min, max);
      }
    }
    return next;
  }

  @Override
  public void show(RowTap.Stretch tap, RowBatch batch, int field, int row, int end, long[] read) {
    tap.numbers(batch, field, row, end, read);
  }
}
