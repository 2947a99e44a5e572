package io.logflow.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files with known answers that others made, where this machine has them. */
final class Corpora {
  private Corpora() {}

  /** A folder or file of the corpora; a test without it is skipped. */
  static Path at(String name) {
    Path path = Path.of(System.getProperty("logflow.shared", "../shared"), "corpora", name);
    assumeTrue(Files.isReadable(path), "no corpus " + path);
    return path;
  }

  /** The files below a folder whose names match, sorted. */
  static List<Path> files(Path folder, String nameRegex) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches(nameRegex))
          .sorted()
          .toList();
    }
  }

  static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
  }
}
