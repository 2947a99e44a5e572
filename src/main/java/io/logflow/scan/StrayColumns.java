package io.logflow.scan;

import io.logflow.job.ConversionOptions;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Warns of columns that options name and that no input has. */
final class StrayColumns {
  private StrayColumns() {}

  static List<String> warnings(ConversionOptions options, Collection<String> names) {
    Set<String> known = Set.copyOf(names);
    return Stream.concat(
            warnings("type", options.types().keySet(), known),
            warnings("Bloom filter", options.bloomFilters(), known))
        .toList();
  }

  private static Stream<String> warnings(String what, Collection<String> asked, Set<String> known) {
    return asked.stream()
        .filter(name -> !name.equals("*") && !known.contains(name))
        .sorted()
        .map(name -> "A " + what + " was asked for column '" + name + "', which is in no input.");
  }
}
