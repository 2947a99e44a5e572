package io.logflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** The command line inside a test, with a home and a project folder of its own. */
final class Session {
  private final Path root;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  Session(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(home());
    Files.createDirectories(project());
  }

  Path home() {
    return root.resolve("home");
  }

  Path project() {
    return root.resolve("project");
  }

  Path database() {
    return home().resolve(".logflow/logflow.db");
  }

  /** Writes a file below the home folder. */
  Path write(String name, String text) throws IOException {
    Path file = home().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Runs one command and returns its exit code. */
  int run(String... arguments) {
    return run(home(), Map.of(), arguments);
  }

  /** Runs one command with these variables. */
  int run(Map<String, String> environment, String... arguments) {
    return run(home(), environment, arguments);
  }

  /** Runs one command for a user with this home folder. */
  int run(Path home, Map<String, String> environment, String... arguments) {
    Path system = root.resolve("system.yaml");
    CommandLine line =
        Main.commandLine(Surroundings.of(home, system, project(), environment), arguments);
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return line.setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** What the last command printed. */
  String out() {
    return out.toString();
  }

  /** What the last command complained of. */
  String err() {
    return err.toString();
  }
}
