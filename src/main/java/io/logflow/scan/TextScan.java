package io.logflow.scan;

import io.logflow.job.CanonicalHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What the values of a column are as text. Order is that of the UTF-8 bytes. */
final class TextScan {
  private static final int KEPT_BYTES = 1024;

  private long count;
  private long hash;
  private int minLength = Integer.MAX_VALUE;
  private int maxLength;
  private byte[] min;
  private byte[] max;

  void accept(Cell cell) {
    int length = cell.length();
    count++;
    hash += CanonicalHash.ofText(cell.b, cell.from, cell.to);
    minLength = Math.min(minLength, length);
    maxLength = Math.max(maxLength, length);
    widen(cell.b, cell.from, cell.from + Math.min(length, KEPT_BYTES));
  }

  private void widen(byte[] b, int from, int to) {
    if (min == null) {
      min = Arrays.copyOfRange(b, from, to);
      max = min;
    } else if (Arrays.compareUnsigned(b, from, to, min, 0, min.length) < 0) {
      min = Arrays.copyOfRange(b, from, to);
    } else if (Arrays.compareUnsigned(b, from, to, max, 0, max.length) > 0) {
      max = Arrays.copyOfRange(b, from, to);
    }
  }

  void merge(TextScan other) {
    count += other.count;
    hash += other.hash;
    minLength = Math.min(minLength, other.minLength);
    maxLength = Math.max(maxLength, other.maxLength);
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
