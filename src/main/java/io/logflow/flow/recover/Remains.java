package io.logflow.flow.recover;

import io.logflow.job.Target;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Lists what is below a folder; links in it are not followed, the folder itself may be one. */
final class Remains {
  private Remains() {}

  /**
   * A file.
   *
   * @param real its path without links
   * @param at when it was written last, epoch milliseconds
   */
  record Remain(Path path, Path real, long size, long at) {}

  /**
   * Regular files below a folder without those of hidden folders and of LogFlow's own; those that
   * are least deep come first, and then the order is that of the names.
   *
   * @param ending of their names
   * @param problems gets a sentence on each place that cannot be looked into
   */
  static List<Remain> below(Path folder, String ending, List<String> problems) {
    List<Remain> found = new ArrayList<>();
    try {
      Path real = folder.toRealPath();
      Files.walkFileTree(real, new Collector(folder, real, ending, found, problems));
    } catch (NoSuchFileException none) {
      problems.add("There is no folder " + folder + ".");
    } catch (IOException e) {
      problems.add(folder + " cannot be looked into: " + e.getMessage() + ".");
    }
    found.sort(
        Comparator.comparingInt((Remain file) -> file.path().getNameCount())
            .thenComparing(Remain::path));
    return found;
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final Path real;
    private final String ending;
    private final List<Remain> found;
    private final List<String> problems;

    Collector(Path folder, Path real, String ending, List<Remain> found, List<String> problems) {
      this.folder = folder;
      this.real = real;
      this.ending = ending;
      this.found = found;
      this.problems = problems;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      String name = String.valueOf(directory.getFileName());
      boolean ours = name.equals(Target.ASIDE) || name.startsWith(".");
      return ours && !directory.equals(real)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (attributes.isRegularFile() && name.endsWith(ending) && !name.startsWith(".")) {
        long at = attributes.lastModifiedTime().toMillis();
        Path named = folder.resolve(real.relativize(file));
        found.add(new Remain(named, file, attributes.size(), at));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (!(failure instanceof NoSuchFileException)) {
        problems.add(file + " cannot be looked at: " + failure.getMessage() + ".");
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
