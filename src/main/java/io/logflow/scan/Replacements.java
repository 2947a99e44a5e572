package io.logflow.scan;

import io.logflow.format.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts the rows in which U+FFFD took the place of bytes that do not decode, and lists them. */
final class Replacements {
  private static final int LISTED = 100;

  private final List<String> places = new ArrayList<>();
  private long rows;

  /** Notes the record that a reader stands at. */
  void note(RecordReader record) throws IOException {
    OptionalLong offset = record.replaced();
    if (offset.isPresent()) {
      rows++;
      if (places.size() < LISTED) {
        places.add("line " + record.line() + " at byte " + offset.getAsLong());
      }
    }
  }

  /** The sentence about an input; empty where nothing was replaced. */
  Optional<String> warning(String input) {
    if (rows == 0) {
      return Optional.empty();
    }
    return Optional.of(
        input
            + " has "
            + rows
            + (rows == 1 ? " row" : " rows")
            + " with bytes that do not decode, in whose place U+FFFD stands: "
            + String.join(", ", places)
            + (rows > places.size() ? " and more." : "."));
  }
}
