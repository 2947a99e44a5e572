package io.logflow.settings;

import io.logflow.job.RejectLimit;
import java.util.Optional;
import java.util.regex.Pattern;

/** Limits of rejected rows as text: a count, or a percentage such as {@code 1%} or {@code 0.5%}. */
final class RejectLimits {
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})? ?%");

  private RejectLimits() {}

  /** The limit, or empty where the text is none or more than 100 percent. */
  static Optional<RejectLimit> parse(String text) {
    if (COUNT.matcher(text).matches()) {
      return Optional.of(RejectLimit.ofCount(Long.parseLong(text)));
    }
    if (PERCENT.matcher(text).matches()) {
      double percent = Double.parseDouble(text.substring(0, text.length() - 1).strip());
      return percent <= 100 ? Optional.of(RejectLimit.ofPercent(percent)) : Optional.empty();
    }
    return Optional.empty();
  }
}
