package io.logflow.scan;

/** Counts of seconds, or of parts of a second, since 1970-01-01T00:00Z. */
final class EpochText {
  private static final int MOST_DIGITS = 19;

  private EpochText() {}

  /**
   * Reads a count from {@code at}; of seconds with a fraction of up to nine digits or none.
   *
   * @param power digits of a second's fraction that the count has: 0, 3, 6 or 9
   * @return the position behind, or -1 where there is none
   */
  static int read(byte[] b, int at, int to, int power, TemporalValue into) {
    boolean negative = at < to && b[at] == '-';
    int start = negative ? at + 1 : at;
    int next = start;
    long count = 0;
    while (next < to && b[next] >= '0' && b[next] <= '9' && next - start <= MOST_DIGITS) {
      count = count * 10 + b[next++] - '0';
    }
    // Nineteen digits fit 64 bits without a sign.
    if (next == start || next - start > MOST_DIGITS || count < 0) {
      return -1;
    }
    int end = next;
    int fraction = 0;
    if (power == 0 && next + 1 < to && b[next] == '.') {
      end = next + 1;
      while (end < to && end - next <= 9 && b[end] >= '0' && b[end] <= '9') {
        fraction = fraction * 10 + b[end++] - '0';
      }
      for (int place = end - next - 1; place < 9; place++) {
        fraction *= 10;
      }
    }
    long unit = Math.round(Math.pow(10, power));
    long nanosOfUnit = 1_000_000_000L / unit;
    long seconds = count / unit;
    long nanos = count % unit * nanosOfUnit + fraction;
    if (negative) {
      seconds = nanos == 0 ? -seconds : -seconds - 1;
      nanos = nanos == 0 ? 0 : 1_000_000_000L - nanos;
    }
    into.setEpoch(seconds, (int) nanos);
    return end;
  }
}
