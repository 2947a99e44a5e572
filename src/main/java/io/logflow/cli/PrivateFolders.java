package io.logflow.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders that only their owner can enter, where the file system knows permissions. */
final class PrivateFolders {
  private PrivateFolders() {}

  static void create(Path folder) throws IOException {
    Files.createDirectories(folder, permissions());
  }

  private static FileAttribute<?>[] permissions() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }
}
