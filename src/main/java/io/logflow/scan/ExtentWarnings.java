package io.logflow.scan;

import io.logflow.job.Aside;
import io.logflow.job.Dialect;
import io.logflow.job.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says which lines of an input were taken for no rows, and of a header that does not fit. */
final class ExtentWarnings {
  private ExtentWarnings() {}

  static List<String> of(Input input) {
    Dialect dialect = input.inspection().orElseThrow().dialect();
    List<String> warnings = new ArrayList<>();
    for (Aside aside : dialect.extent().asides()) {
      warnings.add(warning(input, aside));
    }
    if (dialect.header() && dialect.extent().fields() > 0) {
      warnings.add(
          "The header of "
              + input.originalName()
              + " does not fit its rows, which have "
              + dialect.extent().fields()
              + " fields: check the names of the columns.");
    }
    return warnings;
  }

  private static String warning(Input input, Aside aside) {
    String place = aside.place();
    return place.substring(0, 1).toUpperCase(Locale.ROOT)
        + place.substring(1)
        + " of "
        + input.originalName()
        + (aside.lines() == 1 ? " is " : " are ")
        + aside.kind().words()
        + ", no rows: skipped, and kept in the metadata of the output.";
  }
}
