package io.logflow.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs LogFlow as a user who has a number and no name, with classes that this user may read. */
final class AnotherUser {
  static final int NUMBER = 54_321;
  private final Path home;
  private final Path library;

  /** Needs root; tests are skipped where nobody may become another user. */
  AnotherUser(Path folder) throws Exception {
    assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid")), "not root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.home = own(Files.createDirectory(folder.resolve("home")));
    this.library = Files.createDirectory(folder.resolve("lib"));
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is missing");
    Path probe = Files.createFile(library.resolve("probe"));
    Process look = process("test", "-r", probe.toString()).start();
    assumeTrue(look.waitFor() == 0, "another user cannot look into folders for tests");
    Process java = process(java(), "-version").start();
    assumeTrue(java.waitFor() == 0, "another user cannot start this Java");
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (!entry.isEmpty()) {
        copy(Path.of(entry));
      }
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void copy(Path entry) throws IOException {
    Path place = library.resolve(entry.getFileName());
    if (Files.isRegularFile(entry)) {
      Files.copy(entry, place);
    } else if (Files.isDirectory(entry)) {
      try (Stream<Path> all = Files.walk(entry)) {
        for (Path file : all.toList()) {
          Files.copy(file, place.resolve(entry.relativize(file).toString()));
        }
      }
    }
  }

  Path home() {
    return home;
  }

  /** Gives this user a file or folder. */
  static Path own(Path file) throws IOException {
    Files.setAttribute(file, "unix:uid", NUMBER);
    return file;
  }

  private ProcessBuilder process(String... command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("/usr/bin/setpriv", "--reuid", "" + NUMBER, "--regid", "" + NUMBER));
    all.add("--clear-groups");
    all.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().put("HOME", home.toString());
    builder.redirectErrorStream(true).redirectOutput(home.resolve("out.txt").toFile());
    return builder;
  }

  /** Starts LogFlow; what it prints is in {@link #printed}. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(ChildJvm.SHORT_LIVED);
    command.addAll(List.of("-cp", library + "/*:" + library + "/classes"));
    command.add("io.logflow.cli.Main");
    command.addAll(List.of(arguments));
    return process(command.toArray(String[]::new)).directory(home.toFile()).start();
  }

  String printed() throws IOException {
    return Files.readString(home.resolve("out.txt"));
  }
}
