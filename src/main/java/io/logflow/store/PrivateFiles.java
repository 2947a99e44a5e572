package io.logflow.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and folders that only their owner can read, where the file system can do that. */
public final class PrivateFiles {
  private PrivateFiles() {}

  /** Makes a folder and its parents, 0700; those that exist stay as they are. */
  public static void createFolder(Path folder) throws IOException {
    Files.createDirectories(folder, mode(folder, "rwx------"));
  }

  /** Makes an empty file, 0600, unless it exists. */
  static void create(Path file) throws IOException {
    try {
      Files.createFile(file, mode(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file)) {
        throw e;
      }
    }
  }

  /** The file whose name is {@code file}'s with something added. */
  static Path beside(Path file, String added) {
    return file.resolveSibling(file.getFileName() + added);
  }

  private static FileAttribute<?>[] mode(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
