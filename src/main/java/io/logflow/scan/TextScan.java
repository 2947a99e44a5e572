package io.logflow.scan;

import io.logflow.job.CanonicalHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the values of a column are as text. Order is that of the UTF-8 bytes. */
final class TextScan {
  private static final int KEPT_BYTES = 1024;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long count;
  private boolean deferred;
  private long hash;
  private DistinctSketch distinct = new DistinctSketch();
  private int minLength = Integer.MAX_VALUE;
  private int maxLength;
  private byte[] min;
  private byte[] max;
  private long minPrefix = Long.MAX_VALUE;
  private long maxPrefix = Long.MIN_VALUE;

  void accept(Cell cell) {
    int length = cell.length();
    count(1, length, length);
    if (!deferred) {
      note(CanonicalHash.ofText(cell.b, cell.from, cell.to));
      widen(cell.b, cell.from, cell.from + Math.min(length, KEPT_BYTES));
    }
  }

  private void note(long one) {
    hash += one;
    distinct.add(one);
  }

  /** Begins with the limit of the sketch that this one will be merged into. */
  void limitDistinct(long limit) {
    distinct = new DistinctSketch(limit);
  }

  DistinctSketch distinct() {
    return distinct;
  }

  /**
   * Counts values.
   *
   * @param least bytes of the shortest
   * @param most bytes of the longest
   */
  void count(long values, int least, int most) {
    count += values;
    minLength = Math.min(minLength, least);
    maxLength = Math.max(maxLength, most);
  }

  /** Leaves out hash, least and greatest: they cost much, and a number or time needs none. */
  void defer() {
    deferred = true;
  }

  /** Whether hash, least and greatest were left out. */
  boolean deferred() {
    return deferred;
  }

  /**
   * Takes a text that is counted elsewhere.
   *
   * @param b has at least eight bytes from {@code from} on
   * @param length at least 1
   * @return its hash
   */
  long take(byte[] b, int from, int length) {
    long hashed = CanonicalHash.ofText(b, from, from + length);
    note(hashed);
    long prefix = prefix((long) WORD.get(b, from), length);
    if (prefix <= minPrefix || prefix >= maxPrefix) {
      widen(b, from, from + Math.min(length, KEPT_BYTES));
    }
    return hashed;
  }

  /** Takes the sum of the hashes of texts of which equal ones were taken before. */
  void takeHashes(long sum) {
    hash += sum;
  }

  /** The first bytes of a text as a number of the same order; a shorter text ends with zeros. */
  private static long prefix(long word, int length) {
    long first = Long.reverseBytes(word);
    long kept = length >= 8 ? first : first & (-1L << (64 - 8 * length));
    return kept ^ Long.MIN_VALUE;
  }

  private static long prefix(byte[] text) {
    return prefix((long) WORD.get(Arrays.copyOf(text, 8), 0), text.length == 0 ? 8 : text.length);
  }

  private void widen(byte[] b, int from, int to) {
    if (min == null) {
      min = Arrays.copyOfRange(b, from, to);
      max = min;
      minPrefix = prefix(min);
      maxPrefix = minPrefix;
    } else if (Arrays.compareUnsigned(b, from, to, min, 0, min.length) < 0) {
      min = Arrays.copyOfRange(b, from, to);
      minPrefix = prefix(min);
    } else if (Arrays.compareUnsigned(b, from, to, max, 0, max.length) > 0) {
      max = Arrays.copyOfRange(b, from, to);
      maxPrefix = prefix(max);
    }
  }

  void merge(TextScan other) {
    count(other.count, other.minLength, other.maxLength);
    if (!other.deferred) {
      mergeText(other);
    }
  }

  /** Takes in hash, least and greatest of values that were counted already. */
  void mergeText(TextScan other) {
    hash += other.hash;
    distinct.merge(other.distinct);
    if (other.min != null) {
      widen(other.min, 0, other.min.length);
      widen(other.max, 0, other.max.length);
    }
  }

  long count() {
    return count;
  }

  long hash() {
    return hash;
  }

  int minLength() {
    return count == 0 ? 0 : minLength;
  }

  int maxLength() {
    return maxLength;
  }

  String min() {
    return shown(min);
  }

  String max() {
    return shown(max);
  }

  private static String shown(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }
}
