package io.logflow.scan;

import io.logflow.format.RowBatch;
import io.logflow.job.CanonicalHash;

/**
 * Dates {@code yyyy-MM-dd}, alone or with {@code HH:mm:ss}, a fraction of at most six digits and a
 * Z, in a column that is read in this one way.
 */
final class TemporalLane implements Lane {
  private static final int DATE = 10;
  private static final int TIME = 19;
  private static final long SECONDS_A_DAY = 86_400;
  private static final long NANOS = 1_000_000_000;
  private static final int MOST_DIGITS = 6;

  private final TemporalReading reading;

  TemporalLane(TemporalReading reading) {
    this.reading = reading;
  }

  @Override
  public int run(RowBatch batch, int field, int row, LaneTally tally) {
    byte[] b = batch.bytes();
    int rows = batch.rows();
    int slice = batch.slice(row, field);
    boolean dates = reading.dateOnly != null;
    boolean times = reading.withTime != null;
    boolean zoned = reading.withOffset();
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    long nulls = 0;
    long dateCount = 0;
    long dateHash = 0;
    long timeHash = 0;
    DistinctSketch distinct = reading.distinct();
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
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
          read[next] = RowTap.NO_TIME;
        }
        continue;
      }
      boolean timed = length != DATE;
      int days = length >= DATE ? IsoTime.days(b, from) : IsoTime.NONE;
      if (days == IsoTime.NONE || (timed ? !times || length < TIME : !dates)) {
        break;
      }
      long nanos = days * SECONDS_A_DAY * NANOS;
      long time;
      if (timed) {
        long ofDay = nanosOfDay(b, from, from + length, zoned);
        if (ofDay < 0) {
          break;
        }
        nanos += ofDay;
        time = CanonicalHash.ofTime(Math.floorDiv(nanos, NANOS), (int) (ofDay % NANOS));
      } else {
        dateCount++;
        dateHash += CanonicalHash.ofDate(days);
        time = CanonicalHash.ofTime(days * SECONDS_A_DAY, 0);
      }
      timeHash += time;
      distinct.add(time);
      least = Math.min(least, nanos);
      greatest = Math.max(greatest, nanos);
      if (read != null) {
        read[next] = nanos;
      }
      shortest = Math.min(shortest, length);
      longest = Math.max(longest, length);
    }
    long values = next - row - nulls;
    tally.set(nulls, values, shortest, longest);
    if (values > 0) {
      reading.takeRun(values, dateCount, dateHash, timeHash);
      bound(least, greatest);
      if (zoned && values > dateCount) {
        reading.offsets.take(0, values - dateCount);
      }
    }
    return next;
  }

  @Override
  public void show(RowTap.Stretch tap, RowBatch batch, int field, int row, int end, long[] read) {
    tap.times(batch, field, row, end, read);
  }

  private void bound(long least, long greatest) {
    long low = Math.floorDiv(least, NANOS);
    long high = Math.floorDiv(greatest, NANOS);
    reading.least().down(Math.floorDiv(low, SECONDS_A_DAY), low, (int) Math.floorMod(least, NANOS));
    reading
        .greatest()
        .up(Math.floorDiv(high, SECONDS_A_DAY), high, (int) Math.floorMod(greatest, NANOS));
  }

  /** Nanoseconds of the day; -1 where the text is not read here. */
  private static long nanosOfDay(byte[] b, int from, int to, boolean zoned) {
    byte between = b[from + DATE];
    int seconds = IsoTime.seconds(b, from + DATE + 1);
    if (seconds == IsoTime.NONE || (between != ' ' && between != 'T')) {
      return -1;
    }
    int end = zoned ? to - 1 : to;
    if (zoned && (b[end] != 'Z' || end < from + TIME)) {
      return -1;
    }
    return end == from + TIME ? seconds * NANOS : fraction(b, from + TIME, end, seconds);
  }

  private static long fraction(byte[] b, int from, int to, int seconds) {
    int digits = to - from - 1;
    if (b[from] != '.' || digits < 1 || digits > MOST_DIGITS) {
      return -1;
    }
    long nanos = 0;
    for (int at = from + 1; at < to; at++) {
      int digit = b[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      nanos = nanos * 10 + digit;
    }
    for (int place = digits; place < 9; place++) {
      nanos *= 10;
    }
    return seconds * NANOS + nanos;
  }
}
