package io.logflow.parquet;

import java.math.BigInteger;
import java.util.Arrays;

/** Unscaled decimals as 16 bytes, big-endian, two's complement: room for 38 digits. */
public final class DecimalBytes {
  public static final int LENGTH = 16;

  private DecimalBytes() {}

  /** Writes {@code unscaled} over all 16 bytes of {@code target}. */
  public static void write(BigInteger unscaled, byte[] target) {
    byte[] digits = unscaled.toByteArray();
    Arrays.fill(target, 0, LENGTH - digits.length, (byte) (unscaled.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, target, LENGTH - digits.length, digits.length);
  }
}
