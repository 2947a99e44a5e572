package io.logflow.scan;

import io.logflow.format.RowBatch;
import io.logflow.parquet.TextTable;

/** Values of a column that can be nothing but text. */
final class TextLane implements Lane {
  private final TextScan text;
  private int shortest;
  private int longest;
  private int nulls;

  TextLane(TextScan text) {
    this.text = text;
  }

  @Override
  public int run(RowBatch batch, int field, int row, LaneTally tally) {
    return tally.dictionary == null
        ? each(batch, field, row, tally)
        : lookedUp(batch, field, row, tally);
  }

  private int each(RowBatch batch, int field, int row, LaneTally tally) {
    byte[] b = batch.bytes();
    int rows = batch.rows();
    int slice = batch.slice(row, field);
    boolean deferred = text.deferred();
    int least = Integer.MAX_VALUE;
    int most = 0;
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
      if (!deferred) {
        text.take(b, from, length);
      }
      least = Math.min(least, length);
      most = Math.max(most, length);
    }
    tally.set(nulls, next - row - nulls, least, most);
    return next;
  }

  /** A text that was seen in this stretch of rows adds nothing but its hash. */
  private int lookedUp(RowBatch batch, int field, int row, LaneTally tally) {
    int next = row;
    int end = row;
    shortest = Integer.MAX_VALUE;
    longest = 0;
    nulls = 0;
    while (next == end && end < batch.rows()) {
      end = Math.min(batch.rows(), next + LaneTally.AHEAD);
      int from = next;
      next = hash(batch, field, from, end, tally);
      tally.dictionary.lookAhead(tally.read, from, next, tally.ahead());
      lookUp(batch, field, from, next, tally);
    }
    tally.set(nulls, next - row - nulls, shortest, longest);
    return next;
  }

  /** Leaves hashes of texts; returns the row behind the last one that may be taken. */
  private int hash(RowBatch batch, int field, int row, int end, LaneTally tally) {
    byte[] b = batch.bytes();
    int slice = batch.slice(row, field);
    long[] read = tally.read;
    int least = shortest;
    int most = longest;
    int empty = 0;
    int next = row;
    for (; next < end; next++, slice++) {
      int from = batch.start(slice);
      int to = batch.end(slice);
      int length = to - from;
      if (length <= tally.longestNull) {
        if (length != 0 || batch.quoted(slice)) {
          break;
        }
        empty++;
        read[next] = 0;
        continue;
      }
      read[next] = TextTable.hash(b, from, to);
      least = Math.min(least, length);
      most = Math.max(most, length);
    }
    shortest = least;
    longest = most;
    nulls += empty;
    return next;
  }

  /** Turns hashes into indices. */
  private void lookUp(RowBatch batch, int field, int row, int end, LaneTally tally) {
    byte[] b = batch.bytes();
    int slice = batch.slice(row, field);
    boolean deferred = text.deferred();
    TextTable dictionary = tally.dictionary;
    long[] read = tally.read;
    long[] found = tally.ahead();
    int known = dictionary.size();
    long hashes = 0;
    for (int next = row; next < end; next++, slice++) {
      int from = batch.start(slice);
      int to = batch.end(slice);
      if (from == to) {
        continue;
      }
      int index = dictionary.indexOf(found[next - row], b, from, to, read[next]);
      read[next] = index;
      if (!deferred) {
        long hash = index == known ? 0 : dictionary.note(index);
        if (hash == 0) {
          dictionary.note(index, text.take(b, from, to - from));
        } else {
          hashes += hash;
        }
      }
      known = Math.max(known, index + 1);
    }
    text.takeHashes(hashes);
  }

  @Override
  public void show(RowTap.Stretch tap, RowBatch batch, int field, int row, int end, long[] read) {
    tap.texts(batch, field, row, end, read);
  }
}
