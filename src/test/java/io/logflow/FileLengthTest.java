package io.logflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps files short enough to be read in one go. */
class FileLengthTest {
  private static final int MOST_LINES = 300;

  /** Longer files, and why each one stays whole. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "src/test/java/io/logflow/engine/DuckDbEngineTest.java",
          "the promises of one engine, which share one way to make a job",
          "src/test/java/io/logflow/engine/DuckDbTypesTest.java",
          "one table of types with the values expected of each",
          "src/test/java/io/logflow/flow/RecordRoutesTest.java",
          "the life of a row in the jobs table, told from its first statement to its last");

  @Test
  void no_file_is_longer_than_300_lines_without_a_reason() throws IOException {
    Map<String, Long> longFiles = new TreeMap<>();
    for (String folder : new String[] {"src/main", "src/test", "routes"}) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(FileLengthTest::isSource).toList()) {
          add(file, longFiles);
        }
      }
    }
    assertThat(longFiles.keySet())
        .as("files over %s lines: %s", MOST_LINES, longFiles)
        .isEqualTo(EXCEPTIONS.keySet());
  }

  private static boolean isSource(Path file) {
    String name = file.toString();
    return Stream.of(".java", ".yaml", ".sql", ".xml", ".properties").anyMatch(name::endsWith);
  }

  private static void add(Path file, Map<String, Long> found) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      long count = lines.count();
      if (count > MOST_LINES) {
        found.put(file.toString().replace('\\', '/'), count);
      }
    }
  }
}
