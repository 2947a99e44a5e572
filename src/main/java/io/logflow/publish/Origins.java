package io.logflow.publish;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * Where claimed inputs came from, of those whose names do not tell: beside each a symbolic link
 * that holds the path, and that need not lead anywhere. A link is safe from a power loss with its
 * folder. Where there are no links, nothing is kept.
 */
final class Origins {
  private static final String ENDING = ".origin";

  /** Keeps where an input comes from, before it is moved. */
  void note(Path work, Path source) throws IOException {
    if (!WorkNames.isNoted(work)) {
      return;
    }
    Path link = link(work);
    try {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, work.getParent().relativize(source));
    } catch (FileSystemException refused) {
      if (OutputErrors.isFull(refused)) {
        throw refused;
      }
    } catch (UnsupportedOperationException without) {
      return;
    }
  }

  /** Where an input came from; empty where that was not kept. */
  Optional<Path> of(Path work) {
    try {
      Path target = Files.readSymbolicLink(link(work));
      return Optional.of(work.getParent().resolve(target).normalize());
    } catch (IOException | UnsupportedOperationException notKept) {
      return Optional.empty();
    }
  }

  /** To be called when an input has left its work folder. */
  void forget(Path work) throws IOException {
    if (WorkNames.isNoted(work)) {
      Files.deleteIfExists(link(work));
    }
  }

  /** Removes those of a work folder that are of none of these jobs. */
  void sweep(Path work, Collection<String> jobs) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(work, "*" + ENDING)) {
      for (Path link : all) {
        String name = link.getFileName().toString();
        if (!jobs.contains(name.substring(0, name.length() - ENDING.length()))) {
          Files.deleteIfExists(link);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static Path link(Path work) {
    return work.resolveSibling(WorkNames.jobId(work) + ENDING);
  }
}
