package io.logflow.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the command line as a process of its own, with a home folder of its own.
 *
 * @param exitCode the process's exit code
 * @param out its standard output
 * @param err its standard error
 */
record CommandLineRun(int exitCode, String out, String err) {

  /** SIGINT's bit, the second, in the masks of Linux. */
  private static final long INTERRUPT = 1 << 1;

  /** Starts {@code logflow} with these arguments; the caller waits for it. */
  static Process start(
      Path home, Path workingFolder, Map<String, String> environment, String... arguments)
      throws IOException {
    return start(ChildJvm.SHORT_LIVED, home, workingFolder, environment, arguments);
  }

  /** As above, in a JVM with these options. */
  static Process start(
      List<String> options,
      Path home,
      Path workingFolder,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(interruptible());
    command.addAll(ChildJvm.command(options));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(workingFolder.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("LOGFLOW_"));
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    builder.redirectOutput(home.resolve("out.txt").toFile());
    builder.redirectError(home.resolve("err.txt").toFile());
    return builder.start();
  }

  /** A process that a shell started in the background ignores Ctrl-C, and so do its children. */
  private static List<String> interruptible() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .map(line -> line.substring("SigIgn:".length()).strip())
            .findFirst()
            .orElse("0");
    boolean interruptIgnored = (Long.parseUnsignedLong(ignored, 16) & INTERRUPT) != 0;
    return interruptIgnored ? List.of("env", "--default-signal=INT") : List.of();
  }

  /** Runs {@code logflow} to its end. */
  static CommandLineRun of(Path home, Path workingFolder, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(home, workingFolder, Map.of(), arguments);
    return ended(process, home);
  }

  /** What a process that was started has done, once it has ended. */
  static CommandLineRun ended(Process process, Path home) throws IOException, InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("logflow did not end within two minutes");
    }
    return new CommandLineRun(
        process.exitValue(), text(home.resolve("out.txt")), text(home.resolve("err.txt")));
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
