package io.logflow.cli;

import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How wide a table may be. Where nobody looks at a screen, it may be as wide as it is. */
final class WidthOption {
  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "Width of the table; the terminal's, or no limit where there is none.")
  private Integer wanted;

  /** Columns of text in a line, at least 1. */
  int columns() {
    return Stream.of(
            Optional.ofNullable(wanted).map(String::valueOf),
            // The launcher asks the terminal: a Java program cannot.
            Optional.ofNullable(System.getProperty("logflow.columns")),
            Optional.ofNullable(System.getenv("COLUMNS")))
        .flatMap(Optional::stream)
        .filter(text -> text.matches("[1-9][0-9]{0,5}"))
        .map(Integer::valueOf)
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }
}
