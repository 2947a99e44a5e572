package io.logflow.cli;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
final class Human {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB"};

  private Human() {}

  /** A size; 1 KB is 1000 bytes. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : threeDigits(value) + " " + UNITS[unit];
  }

  /** A count with separators. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A count and its noun, in the plural where due. */
  static String counted(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  static String duration(Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    if (seconds < 60) {
      return threeDigits(seconds) + " s";
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }

  private static String threeDigits(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
