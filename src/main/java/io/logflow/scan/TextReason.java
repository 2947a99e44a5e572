package io.logflow.scan;

import java.util.List;
import java.util.regex.Pattern;

/** Says why a column is text, by the value that ended its last other type. */
final class TextReason {
  private static final Pattern ZEROS = Pattern.compile("'-?0\\d[\\d.]*'");
  private static final Pattern PLUS = Pattern.compile("'\\+[\\d.]+'");

  private TextReason() {}

  static String of(Sample sample, ColumnValues values, List<String> inputNames) {
    String where = sample.where(inputNames);
    if (sample.text().equals("''")) {
      return where + " is an empty text, not NULL.";
    }
    if (ZEROS.matcher(sample.text()).matches()) {
      return where + " has a leading zero, which a number would lose.";
    }
    if (PLUS.matcher(sample.text()).matches()) {
      return where + " has a plus sign, which a number would lose.";
    }
    return where + " is no " + former(sample, values) + ".";
  }

  private static String former(Sample sample, ColumnValues values) {
    boolean alone =
        sample.equals(values.numbers.contradiction)
            && sample.equals(values.temporals.contradiction);
    if (alone) {
      return "number, date or time";
    }
    if (sample.equals(values.numbers.contradiction)) {
      return "plain number";
    }
    return sample.equals(values.temporals.contradiction)
        ? "date or time of the form before it"
        : "boolean";
  }
}
