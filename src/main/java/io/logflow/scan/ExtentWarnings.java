package io.logflow.scan;

import io.logflow.job.Aside;
import io.logflow.job.Dialect;
import io.logflow.job.Input;
import java.util.ArrayList;
import java.util.List;

/** Says which lines of an input were taken for no rows, and of a header that does not fit. */
final class ExtentWarnings {
  private ExtentWarnings() {}

  static List<String> of(Input input) {
    Dialect dialect = input.inspection().orElseThrow().dialect();
    List<String> warnings = new ArrayList<>();
    List<Aside> comments = new ArrayList<>();
    for (Aside aside : dialect.extent().asides()) {
      if (aside.kind() == Aside.Kind.COMMENT) {
        comments.add(aside);
      } else {
        warnings.add(warning(input, aside));
      }
    }
    if (comments.size() == 1) {
      warnings.add(warning(input, comments.get(0)));
    } else if (!comments.isEmpty()) {
      warnings.add(
          comments.size()
              + " lines of "
              + input.originalName()
              + ", the first of them line "
              + comments.get(0).firstLine()
              + ", are comments, no rows: skipped, and kept in the metadata of the output.");
    }
    if (dialect.headerRows() > 1) {
      warnings.add(
          "The first "
              + dialect.headerRows()
              + " rows of "
              + input.originalName()
              + " were taken for its header; say --header-rows 1 where they are not.");
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
    return aside.told(" of " + input.originalName())
        + ", no rows: skipped, and kept in the metadata of the output.";
  }
}
