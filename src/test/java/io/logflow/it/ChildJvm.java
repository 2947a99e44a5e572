package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How tests start LogFlow as a process of its own. The compiled classes are in a jar there, because
 * the JVM keeps no archive of classes in folders; with one it starts in half of the time.
 */
final class ChildJvm {
  /** Code that runs for a second gains nothing from the second compiler. */
  static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final String MAIN = "io.logflow.cli.Main";
  private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();

  private static ChildJvm jvm;

  private final List<Path> classPath;
  private final Path folder;

  private ChildJvm() {
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<Path> entries =
        Arrays.stream(all.split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .toList();
    try {
      this.folder = CLASSES.resolveSibling("child-jvm").resolve(fingerprint(entries));
      this.classPath = new ArrayList<>(List.of(folder.resolve("classes.jar")));
      entries.stream().filter(Files::isRegularFile).forEach(classPath::add);
      prepare();
      entries.stream()
          .filter(entry -> Files.isDirectory(entry) && !entry.toAbsolutePath().equals(CLASSES))
          .forEach(classPath::add);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("no JVM for tests", e);
    }
  }

  /** The command that starts LogFlow; arguments for LogFlow are to follow. */
  static synchronized List<String> command(List<String> options) {
    // No constant: threads that wait for the archive could not enter this class before it is there.
    jvm = jvm == null ? new ChildJvm() : jvm;
    List<String> command = jvm.java(options);
    command.add(1, "-XX:SharedArchiveFile=" + jvm.archive());
    return command;
  }

  private List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-Xlog:disable", "-Xlog:all=error:stderr"));
    command.add("-Djava.library.path=" + System.getProperty("java.library.path"));
    command.addAll(options);
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(MAIN);
    return command;
  }

  private Path archive() {
    return folder.resolve("classes.jsa");
  }

  /** What tells one state of the classes from another. */
  private static String fingerprint(List<Path> entries) throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      StringBuilder all = new StringBuilder(Runtime.version() + " " + entries);
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        all.append('\n')
            .append(file)
            .append(' ')
            .append(Files.getLastModifiedTime(file).toMillis());
      }
      return Sha256.of(all.toString()).substring(0, 16);
    }
  }

  /** Several JVMs may run tests at once: the first of them makes it. */
  private void prepare() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (FileChannel lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      if (Files.notExists(archive())) {
        pack(classPath.get(0));
        dump();
      }
    }
  }

  private static void pack(Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out);
        Stream<Path> files = Files.walk(CLASSES)) {
      packed.setLevel(0);
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        packed.putNextEntry(new JarEntry(CLASSES.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, packed);
      }
    }
  }

  /** Watches a folder until one file is converted, which loads what most tests load. */
  private void dump() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("child-jvm");
    Path inbox = Files.createDirectory(work.resolve("in"));
    Path output = work.resolve("out");
    Files.writeString(inbox.resolve("a.csv"), "id,name\n1,a\n");
    List<String> command = java(List.of("-XX:ArchiveClassesAtExit=" + archive()));
    command.addAll(List.of("watch", inbox.toString(), "--output", output.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("HOME", work.toString()));
    Process process = builder.redirectOutput(work.resolve("log").toFile()).start();
    try {
      WatchRig.await(() -> Files.exists(inbox.resolve("done/a.csv")));
    } finally {
      process.destroy();
    }
    if (!process.waitFor(1, TimeUnit.MINUTES) || Files.notExists(archive())) {
      process.destroyForcibly();
      throw new IOException("no archive: " + Files.readString(work.resolve("log"), UTF_8));
    }
    try (Stream<Path> made = Files.walk(work)) {
      for (Path each : made.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
