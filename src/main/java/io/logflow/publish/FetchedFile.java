package io.logflow.publish;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A file that comes from elsewhere, and appears under its name when it is whole. */
public final class FetchedFile implements AutoCloseable {
  private final OutputFileSystem files = new OutputFileSystem();
  private final Path output;
  private final Path part;

  private FetchedFile(Path output, Path part) {
    this.output = output;
    this.part = part;
  }

  /** Makes an empty file beside the output, under a name that readers of Parquet pass over. */
  public static FetchedFile of(Path output) throws IOException {
    Path folder = output.toAbsolutePath().getParent();
    new OutputFileSystem().makeFolder(folder);
    Path part = folder.resolve("." + UUID.randomUUID() + ".part");
    return new FetchedFile(output.toAbsolutePath(), Files.createFile(part));
  }

  /** Where the bytes go. */
  public Path part() {
    return part;
  }

  /**
   * Gives it its name, safe from a power loss.
   *
   * @throws FileAlreadyExistsException if the name is taken and may not be replaced
   */
  public void publish(boolean replace) throws IOException {
    files.syncFile(part);
    if (replace) {
      files.replace(part, output);
      files.syncFolder(output.getParent());
    } else {
      files.addDurably(part, output);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(part);
  }
}
