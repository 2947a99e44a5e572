package io.logflow.duck;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A private folder for one DuckDB instance: what it spills, and links with plain names to files
 * whose own names DuckDB would read as patterns. Links are symbolic, since a hard link would change
 * the user's file and cannot cross file systems; hard links stand in where there are none.
 */
public final class DuckWorkspace implements AutoCloseable {
  private final Path folder;
  private int links;

  private DuckWorkspace(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes a workspace.
   *
   * @param parent where; made if it is not there
   * @throws UnsafePathException if DuckDB would misread the folder's own name
   */
  public static DuckWorkspace create(Path parent) throws IOException {
    Files.createDirectories(parent);
    Path real = parent.toRealPath();
    if (!PathNames.isHarmless(real)) {
      throw new UnsafePathException("the name of the temporary folder holds special characters");
    }
    Path folder = Files.createTempDirectory(real, "duckdb-");
    Files.createDirectory(folder.resolve("spill"));
    return new DuckWorkspace(folder);
  }

  /** Where an instance may spill to. */
  public Path spillFolder() {
    return folder.resolve("spill");
  }

  /**
   * A name for a file that is there.
   *
   * @throws UnsafePathException if it can have none
   */
  public SafePath existing(Path file) throws IOException {
    Path real = file.toRealPath();
    return SafePath.of(PathNames.isPlain(real) ? real : link(real));
  }

  /**
   * A name for a file that is still to be written, in a folder that is there.
   *
   * @throws UnsafePathException if it can have none
   */
  public SafePath created(Path file) throws IOException {
    Path name = file.getFileName();
    if (!PathNames.isPlain(name)) {
      throw new UnsafePathException("the output's temporary name holds special characters");
    }
    Path parent = file.toAbsolutePath().getParent().toRealPath();
    return SafePath.of((PathNames.isPlain(parent) ? parent : link(parent)).resolve(name));
  }

  private Path link(Path target) throws IOException {
    Path link = folder.resolve("link" + links++);
    try {
      return Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      return hardLink(link, target);
    }
  }

  private static Path hardLink(Path link, Path target) throws IOException {
    try {
      return Files.createLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      throw new UnsafePathException("a path holds special characters and cannot be linked to", e);
    }
  }

  /** Removes the folder with all that is in it; what links lead to stays. */
  @Override
  public void close() throws IOException {
    Files.walkFileTree(folder, new Remover());
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
        throws IOException {
      Files.deleteIfExists(visited);
      return FileVisitResult.CONTINUE;
    }
  }
}
