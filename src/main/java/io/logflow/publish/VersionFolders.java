package io.logflow.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of a schema contract's versions: an output folder and its siblings {@code .v2} ...
 */
public final class VersionFolders {
  private VersionFolders() {}

  /** Whether a folder is that of version 2 or later of the contract of {@code root}. */
  public static boolean isOne(Path folder, Path root) {
    Path name = root.getFileName();
    if (name == null || folder.getFileName() == null || !siblings(folder, root)) {
      return false;
    }
    String rest = folder.getFileName().toString();
    return rest.startsWith(name + ".v")
        && rest.substring(name.toString().length() + 2).matches("[1-9][0-9]{0,8}");
  }

  private static boolean siblings(Path one, Path other) {
    return one.getParent() != null && one.getParent().equals(other.getParent());
  }

  /** The output folder, and those of the later versions that are there, in order. */
  public static List<Path> of(Path root) {
    List<Path> all = new ArrayList<>(List.of(root));
    Path parent = root.getParent();
    if (parent == null) {
      return all;
    }
    List<Path> later = new ArrayList<>();
    try (Stream<Path> beside = Files.list(parent)) {
      beside.filter(path -> isOne(path, root) && Files.isDirectory(path)).forEach(later::add);
    } catch (NoSuchFileException | NotDirectoryException none) {
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    later.sort((one, other) -> Integer.compare(version(one), version(other)));
    all.addAll(later);
    return all;
  }

  /** The version whose folder this is, from 2. */
  private static int version(Path folder) {
    String name = folder.getFileName().toString();
    return Integer.parseInt(name.substring(name.lastIndexOf(".v") + 2));
  }
}
