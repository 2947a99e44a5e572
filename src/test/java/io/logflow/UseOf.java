package io.logflow;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What classes may be seen using: the conditions of {@link ArchitectureTest}. */
final class UseOf {
  private static final Path CLASSES = classes();

  private UseOf() {}

  static ArchCondition<JavaClass> standardStreams() {
    return ArchConditions.accessField(System.class, "out")
        .or(ArchConditions.accessField(System.class, "err"));
  }

  static ArchCondition<JavaClass> stackTracePrinting() {
    return ArchConditions.callMethodWhere(target(name("printStackTrace")));
  }

  static ArchCondition<JavaClass> sleeping() {
    return ArchConditions.callMethodWhere(
        target(owner(type(Thread.class)))
            .or(target(owner(type(TimeUnit.class))))
            .and(target(name("sleep"))));
  }

  /** Names of the production classes whose class file holds this text as a constant. */
  static List<String> text(String text) {
    return productionClasses().stream()
        .filter(file -> holds(file, text))
        .map(UseOf::className)
        .toList();
  }

  /** The class files of this project's own classes. */
  static List<Path> productionClasses() {
    try (Stream<Path> files = Files.walk(CLASSES.resolve(Path.of("io", "logflow")))) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path classes() {
    try {
      return Path.of(LogFlow.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1).contains(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String className(Path file) {
    String path = CLASSES.relativize(file).toString();
    return path.substring(0, path.length() - ".class".length())
        .replace(file.getFileSystem().getSeparator(), ".");
  }
}
