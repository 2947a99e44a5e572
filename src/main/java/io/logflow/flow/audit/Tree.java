package io.logflow.flow.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Lists files below a folder; symbolic links are no files, and what vanishes meanwhile is none. */
final class Tree {
  private final BiConsumer<Path, String> closed;

  /**
   * A way to look.
   *
   * @param closed gets each folder that is there and cannot be looked into, and why
   */
  Tree(BiConsumer<Path, String> closed) {
    this.closed = closed;
  }

  /**
   * A file that was found.
   *
   * @param key what all its names share, null where the file system has nothing like that
   */
  record Found(Path path, Object key, long size, Instant modified) {}

  /** All regular files below a folder that need not be there. */
  List<Found> files(Path folder) {
    return files(folder, Integer.MAX_VALUE, Set.of());
  }

  /**
   * Regular files below a folder.
   *
   * @param depth 1 for those in the folder itself
   * @param without folders that are not looked into
   */
  List<Found> files(Path folder, int depth, Set<Path> without) {
    List<Found> found = new ArrayList<>();
    try {
      if (!Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
        closed.accept(folder, "it is no folder");
        return found;
      }
      Path real = folder.toRealPath(); // The folder itself may be a link.
      Files.walkFileTree(
          real,
          EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          depth,
          new Collector(found, without, folder, real));
    } catch (NoSuchFileException none) {
      return found;
    } catch (IOException e) {
      closed.accept(folder, e.toString());
    }
    return found;
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<Found> found;
    private final Set<Path> without;
    private final Path folder;
    private final Path real;

    Collector(List<Found> found, Set<Path> without, Path folder, Path real) {
      this.found = found;
      this.without = without;
      this.folder = folder;
      this.real = real;
    }

    private Path named(Path path) {
      return path.equals(real) ? folder : folder.resolve(real.relativize(path));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
      return without.contains(named(below))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        found.add(
            new Found(
                named(file),
                attributes.fileKey(),
                attributes.size(),
                attributes.lastModifiedTime().toInstant()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (!(failure instanceof NoSuchFileException)) {
        closed.accept(named(file), failure.toString());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path below, IOException failure) {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        closed.accept(named(below), failure.toString());
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
