package io.logflow.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The launcher of the packed distribution with a script in Java's place: it prints what it was
 * given, or leaves the archive once it may.
 */
final class ClassArchiveRig {
  static final Duration LONGEST = Duration.ofMinutes(3);
  static final String USED = "-XX:AOTCache=";
  private static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in
          -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*)
            echo made >>'%1$s/made'
            until [ -e '%1$s/may' ]; do sleep 0.1; done
            [ ! -e '%1$s/broken' ] || exit 1
            echo classes >"${word#*=}"
            exit
            ;;
        esac
      done
      echo ran "$@"
      """;

  final Path home;
  final Path jdk;
  final Path launcher;
  private final Path folder;

  ClassArchiveRig(Path folder) throws IOException {
    this.folder = folder;
    this.launcher = Launched.distribution().resolve("logflow");
    this.home = Files.createDirectory(folder.resolve("home"));
    this.jdk = folder.resolve("jdk");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(java, JAVA.formatted(folder));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    release("99.1");
  }

  Launched convert() throws IOException, InterruptedException {
    return launch(Map.of(), "convert a.csv");
  }

  Launched launch(Map<String, String> more, String line) throws IOException, InterruptedException {
    Map<String, String> variables =
        new java.util.HashMap<>(
            Map.of("HOME", home.toString(), "LOGFLOW_JAVA_HOME", jdk.toString()));
    variables.putAll(more);
    return Launched.run(
        folder,
        variables,
        Stream.concat(Stream.of(launcher), Stream.of(line.split(" ", -1))).toArray());
  }

  void release(String version) throws IOException {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
  }

  void allow() throws IOException {
    Files.createFile(folder.resolve("may"));
  }

  long made() throws IOException {
    return Files.readAllLines(folder.resolve("made")).size();
  }

  Path awaitArchive() throws IOException {
    return awaitArchive(home.resolve(".logflow/cache"));
  }

  /** Waits until there is exactly one archive and nothing half made. */
  static Path awaitArchive(Path cache) throws IOException {
    Path classes = cache.resolve("classes");
    List<String> only =
        Awaitility.await()
            .atMost(LONGEST)
            .until(
                () -> files(classes),
                files -> files.size() == 1 && files.get(0).matches(".*\\.(jsa|aot)"));
    return classes.resolve(only.get(0));
  }

  private static List<String> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Makers begin within a second after the run that they wait for. */
  void assertNoMoreIsMade() {
    Duration time = Duration.ofSeconds(3);
    Awaitility.await().during(time).atMost(time.multipliedBy(3)).until(() -> made() == 1);
  }
}
