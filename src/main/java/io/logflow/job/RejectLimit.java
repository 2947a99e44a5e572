package io.logflow.job;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How many rows may be rejected: a count, or a share of all rows read.
 *
 * @param count the count, where {@code percent} is negative
 * @param percent the share in percent, 0 to 100; negative where the limit is a count
 */
public record RejectLimit(long count, double percent) {
  public static final RejectLimit NONE = new RejectLimit(0, -1);

  public static RejectLimit ofCount(long count) {
    return new RejectLimit(count, -1);
  }

  public static RejectLimit ofPercent(double percent) {
    return new RejectLimit(0, percent);
  }

  /** Whether {@code rejected} of {@code read} rows are within the limit. */
  public boolean allows(long rejected, long read) {
    if (percent < 0) {
      return rejected <= count;
    }
    BigDecimal allowed =
        BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(read)).movePointLeft(2);
    return BigDecimal.valueOf(rejected).compareTo(allowed) <= 0;
  }

  /** As it is written in settings, for example {@code 10} or {@code 1%}. */
  @Override
  public String toString() {
    return percent < 0
        ? Long.toString(count)
        : new BigDecimal(percent, MathContext.DECIMAL32).stripTrailingZeros().toPlainString() + "%";
  }
}
