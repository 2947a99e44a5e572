package io.logflow.flow.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Free space of disks. */
final class DiskSpace {
  private static final long HARDLY_ANY = 10_000_000;

  private DiskSpace() {}

  /**
   * Looks at the disk of each folder once.
   *
   * @param wanted free bytes below which nothing is taken in
   */
  static List<Finding> look(Set<Path> folders, long wanted) {
    List<Finding> findings = new ArrayList<>();
    Set<FileStore> seen = new HashSet<>();
    for (Path folder : folders) {
      try {
        FileStore store = Files.getFileStore(Folders.existing(folder));
        if (seen.add(store)) {
          findings.add(look(folder, store.getUsableSpace(), wanted));
        }
      } catch (IOException e) {
        findings.add(
            Finding.warn(
                "disk", "The disk of " + folder + " does not tell its size: " + e + ".", ""));
      }
    }
    return findings;
  }

  static Finding look(Path folder, long usable, long wanted) {
    String text = "The disk of " + folder + " has " + megabytes(usable) + " free";
    if (usable < HARDLY_ANY) {
      return Finding.fail("disk", text + ".", "Free some space there.");
    }
    return usable < wanted
        ? Finding.warn(
            "disk",
            text + ", and watch.min_free is " + megabytes(wanted) + ": nothing is taken in.",
            "Free some space there, or lower watch.min_free.")
        : Finding.ok("disk", text + ".");
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }
}
