package io.logflow.publish;

import io.logflow.job.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of a schema contract's versions: an output folder and its siblings {@code .v2} ...
 */
public final class VersionFolders {
  private VersionFolders() {}

  /** The output folder, and those of the later versions that are there, in order. */
  public static List<Path> of(Path root) {
    List<Path> all = new ArrayList<>(List.of(root));
    Path parent = root.getParent();
    if (parent == null) {
      return all;
    }
    List<Path> later = new ArrayList<>();
    try (Stream<Path> beside = Files.list(parent)) {
      beside
          .filter(path -> Target.isVersionFolder(path, root) && Files.isDirectory(path))
          .forEach(later::add);
    } catch (NoSuchFileException | NotDirectoryException none) {
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    later.sort(Comparator.comparing(folder -> Target.versionOf(folder).orElseThrow()));
    all.addAll(later);
    return all;
  }
}
