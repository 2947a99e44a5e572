package io.logflow.flow.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** What can be said of any folder. */
final class Folders {
  private Folders() {}

  /** The folder, or the lowest one above it that exists. */
  static Path existing(Path folder) {
    Path found = folder.toAbsolutePath().normalize();
    while (found.getParent() != null && !Files.isDirectory(found)) {
      found = found.getParent();
    }
    return found;
  }

  /** Whether files can be made in a folder, or the folder itself where it is missing. */
  static Finding writable(String subject, Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      return Finding.fail(subject, folder + " is no folder.", "Remove it, or name another folder.");
    }
    Path existing = existing(folder);
    try {
      // Some systems call folders writable that take no file.
      Files.delete(Files.createTempFile(existing, ".logflow-doctor", ".tmp"));
    } catch (IOException e) {
      return Finding.fail(
          subject,
          "No file can be made in " + existing + ".",
          "Let this user (" + System.getProperty("user.name") + ") write there, or name another.");
    }
    return existing.equals(folder.toAbsolutePath().normalize())
        ? Finding.ok(subject, folder + " takes files.")
        : Finding.ok(subject, folder + " is not there yet and can be made.");
  }

  /** Whether others than the owner may look into a file or folder, as far as the system tells. */
  static boolean isOpenToOthers(Path path) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
      return permissions.contains(PosixFilePermission.OTHERS_READ)
          || permissions.contains(PosixFilePermission.OTHERS_EXECUTE)
          || permissions.contains(PosixFilePermission.OTHERS_WRITE);
    } catch (IOException | UnsupportedOperationException e) { // Nothing can be told.
      return false;
    }
  }
}
