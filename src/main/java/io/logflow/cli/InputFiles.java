package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Finds the files that arguments name: files, folders and patterns. A name that exists is never
 * taken for a pattern.
 */
final class InputFiles {
  private static final Set<String> SUFFIXES =
      Set.of("csv", "tsv", "tab", "psv", "txt", "dat", "json", "jsonl", "ndjson");

  private static final Set<String> COMPRESSIONS = Set.of("gz", "zst", "bz2");

  private InputFiles() {}

  /**
   * The files, each with the folder whose structure the output mirrors.
   *
   * @param arguments files, folders or patterns, in order
   * @param recursive whether folders are searched below their first level
   */
  static Map<Path, Path> find(List<String> arguments, boolean recursive) throws IOException {
    Map<Path, Path> found = new LinkedHashMap<>();
    for (String argument : arguments) {
      if (argument.isBlank()) {
        throw ErrorKind.USAGE.error(
            "An INPUT is empty.", "Name a file, a folder or a pattern; . is this folder.");
      }
      Path path = Path.of(argument);
      if (Files.isDirectory(path)) {
        addFolder(path, recursive, found);
      } else if (!Files.exists(path) && isPattern(argument)) {
        addMatches(argument, found);
      } else {
        found.putIfAbsent(path, folderOf(path));
      }
    }
    return found;
  }

  private static boolean isPattern(String argument) {
    return argument.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  private static void addFolder(Path folder, boolean recursive, Map<Path, Path> found)
      throws IOException {
    List<Path> files = list(folder, recursive ? Integer.MAX_VALUE : 1, InputFiles::isData);
    if (files.isEmpty()) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "The folder " + folder + " holds no data file.",
          "Looked for *."
              + String.join(", *.", SUFFIXES.stream().sorted().toList())
              + ", also with .gz, .zst or .bz2 behind"
              + (recursive ? "" : " at its first level (--recursive looks deeper)")
              + "; a pattern such as '"
              + folder.resolve("*.log")
              + "' takes other names.");
    }
    files.forEach(file -> found.putIfAbsent(file, folder));
  }

  private static boolean isData(Path file) {
    String name = file.getFileName().toString();
    String inner = COMPRESSIONS.contains(suffix(name)) ? stem(name) : name;
    return !name.startsWith(".") && SUFFIXES.contains(suffix(inner));
  }

  private static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static String suffix(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
  }

  private static void addMatches(String pattern, Map<Path, Path> found) throws IOException {
    Path base = literalPart(Path.of(pattern));
    PathMatcher matcher = matcher(pattern);
    List<Path> files =
        Files.isDirectory(base)
            ? list(
                base,
                pattern.contains("**")
                    ? Integer.MAX_VALUE
                    : Path.of(pattern).getNameCount() + 1 - nameCount(base),
                matcher::matches)
            : List.of();
    if (files.isEmpty()) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "No file matches " + pattern + ".",
          "Check the pattern; it is matched from " + base + ".");
    }
    files.forEach(file -> found.putIfAbsent(file, folderOf(file)));
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "There is no file " + pattern + ", and it is no pattern: " + e.getDescription() + ".",
          "Check the path.",
          e);
    }
  }

  private static int nameCount(Path base) {
    return base.toString().isEmpty() ? 0 : base.getNameCount();
  }

  private static Path literalPart(Path pattern) {
    List<String> names = new ArrayList<>();
    for (Path name : pattern) {
      if (isPattern(name.toString())) {
        break;
      }
      names.add(name.toString());
    }
    Path relative = names.isEmpty() ? Path.of("") : Path.of(String.join("/", names));
    return pattern.isAbsolute() ? pattern.getRoot().resolve(relative) : relative;
  }

  private static List<Path> list(Path folder, int depth, java.util.function.Predicate<Path> wanted)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
    } catch (AccessDeniedException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) { // So Files.walk reports folders below the first.
      throw e.getCause() instanceof AccessDeniedException denied ? unreadable(denied) : e;
    }
  }

  private static LogFlowException unreadable(AccessDeniedException denied) {
    return ErrorKind.INPUT_UNREADABLE.error(
        "The folder " + denied.getFile() + " may not be read by this user.",
        "Give the user permission to read it, or name the files one by one.",
        denied);
  }

  private static Path folderOf(Path file) {
    return file.getParent() == null ? Path.of("") : file.getParent();
  }
}
