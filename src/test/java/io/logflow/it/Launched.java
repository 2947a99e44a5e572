package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of a program as a user sees it: exit code and what it printed. */
record Launched(int exitCode, String out, String err) {
  private static final long LONGEST_MINUTES = 5;

  /** Runs a program in a folder, with these variables beside the given ones. */
  static Launched run(Path folder, Map<String, String> variables, Object... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("launched", ".out");
    Path err = Files.createTempFile("launched", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(words(command)).directory(folder.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("LOGFLOW_"));
      builder.environment().putAll(variables);
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", words(command)) + " does not end");
      }
      return new Launched(process.exitValue(), text(out), text(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** The folder that {@code mvn package} makes. */
  static Path distribution() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("target"))) {
      List<Path> found =
          folders.filter(folder -> Files.isDirectory(folder.resolve("lib"))).toList();
      if (found.size() != 1) {
        throw new IllegalStateException("Expected one distribution in target/, found " + found);
      }
      return found.get(0).toAbsolutePath();
    }
  }

  private static List<String> words(Object... command) {
    return Arrays.stream(command).map(Object::toString).toList();
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
