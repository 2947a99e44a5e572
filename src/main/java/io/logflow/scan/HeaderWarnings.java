package io.logflow.scan;

import io.logflow.format.HeaderNames;
import io.logflow.format.RecordReader;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Says which names of a header were changed because they were empty or came before. */
final class HeaderWarnings {
  private HeaderWarnings() {}

  static List<String> of(
      Input input, ConversionOptions options, List<String> names, RecordSource source)
      throws IOException {
    Inspection inspection = input.inspection().orElseThrow();
    if (!inspection.dialect().header()) {
      return List.of();
    }
    try (RecordReader reader = source.open(asData(input, inspection), options, 0)) {
      return reader.next() ? changes(input, names, HeaderNames.read(input, reader)) : List.of();
    }
  }

  private static List<String> changes(Input input, List<String> names, List<String> header) {
    List<String> all = new ArrayList<>();
    for (int field = 0; field < names.size(); field++) {
      String written = header.get(field);
      if (!written.equals(names.get(field))) {
        all.add(change(input, field + 1, written, names.get(field)));
      }
    }
    return all;
  }

  private static String change(Input input, int place, String written, String name) {
    String why = written.isEmpty() ? "has no name" : "repeats the name '" + written + "'";
    return "Column "
        + place
        + " of "
        + input.originalName()
        + " "
        + why
        + "; it is '"
        + name
        + "'.";
  }

  private static Input asData(Input input, Inspection found) {
    return input.withInspection(found.withDialect(found.dialect().withoutHeader()));
  }
}
