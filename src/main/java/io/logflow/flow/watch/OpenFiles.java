package io.logflow.flow.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds files that some process has open for writing, where the system tells: on Linux, of
 * processes of the same user, or of all for root.
 */
final class OpenFiles {
  private static final Path PROCESSES = Path.of("/proc");
  private static final int WRITING = 3;

  private OpenFiles() {}

  /** Files below this folder that are being written; empty where nobody can tell. */
  static Set<Path> writtenBelow(Path folder) {
    Set<Path> written = new HashSet<>();
    if (!Files.isDirectory(PROCESSES.resolve("self/fdinfo"))) {
      return written;
    }
    Path real = realPath(folder);
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
      for (Path process : processes) {
        addOf(process, real, folder, written);
      }
    } catch (IOException | DirectoryIteratorException unseen) {
      return written;
    }
    return written;
  }

  private static Path realPath(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException gone) {
      return folder;
    }
  }

  private static void addOf(Path process, Path real, Path folder, Set<Path> written) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : open) {
        add(process, descriptor, real, folder, written);
      }
    } catch (IOException | DirectoryIteratorException endedOrClosedToUs) {
      return;
    }
  }

  private static void add(
      Path process, Path descriptor, Path real, Path folder, Set<Path> written) {
    try {
      Path target = Files.readSymbolicLink(descriptor);
      if (target.startsWith(real) && isWriting(process, descriptor)) {
        written.add(folder.resolve(real.relativize(target)));
      }
    } catch (IOException closedMeanwhile) {
      return;
    }
  }

  private static boolean isWriting(Path process, Path descriptor) throws IOException {
    for (String line :
        Files.readAllLines(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
      if (line.startsWith("flags:")) {
        return (Long.parseLong(line.substring("flags:".length()).strip(), 8) & WRITING) != 0;
      }
    }
    return false;
  }
}
