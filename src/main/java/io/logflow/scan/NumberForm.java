package io.logflow.scan;

import io.logflow.job.ErrorKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the numbers of a column are written where it is not the plain way. A plan has it as an
 * example: {@code 1.234,5}, {@code 1 234}, {@code 1,234.5 %}.
 *
 * @param before text before each number
 * @param mark what parts groups of three digits; 0 where nothing does
 * @param decimal what stands before the digits of a fraction; 0 where there are none
 * @param behind text behind each number
 */
record NumberForm(String before, char mark, char decimal, String behind) {
  private static final Pattern EXAMPLE =
      Pattern.compile("(\\D*?)1(\\D?)234(?:([.,])5)?(\\D*)", Pattern.DOTALL);

  /**
   * The form of a plan's example.
   *
   * @throws io.logflow.job.ConfigurationException if it is none
   */
  static NumberForm of(String example) {
    Matcher parts = EXAMPLE.matcher(example);
    if (!parts.matches()) {
      throw ErrorKind.CONFIGURATION.error(
          "'" + example + "' is no form of numbers.", "Give an example such as 1.234,5.");
    }
    String mark = parts.group(2);
    String decimal = parts.group(3);
    return new NumberForm(
        parts.group(1),
        mark.isEmpty() ? 0 : mark.charAt(0),
        decimal == null ? 0 : decimal.charAt(0),
        parts.group(4));
  }

  /** Whether numbers in it are written the plain way. */
  boolean plain() {
    return before.isEmpty() && behind.isEmpty() && mark == 0 && decimal != ',';
  }

  /** The example. */
  String example() {
    String groups = mark == 0 ? "1234" : "1" + mark + "234";
    return before + groups + (decimal == 0 ? "" : decimal + "5") + behind;
  }
}
