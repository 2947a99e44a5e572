package io.logflow.flow.watch;

import io.logflow.job.ErrorKind;
import io.logflow.settings.InputPattern;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finds the files that an input of a schedule names. Opens none of them. */
final class ScheduledFiles {
  private static final String ANY_DEPTH = "**";

  private final List<String> names;
  private final NavigableSet<Path> found = new TreeSet<>();

  private ScheduledFiles(List<String> names) {
    this.names = names;
  }

  /**
   * The files, in the order of their paths. With a wildcard only regular files are found, whose
   * names are neither hidden nor those of unfinished files; symbolic links are not followed then.
   *
   * @param input with the dates of its run
   * @throws io.logflow.job.LogFlowException INPUT_UNREADABLE where a folder cannot be looked into
   */
  static NavigableSet<Path> of(InputPattern input) {
    ScheduledFiles files = new ScheduledFiles(input.names());
    files.look(Path.of("/"), 0);
    return files.found;
  }

  private void look(Path folder, int at) {
    String name = names.get(at);
    boolean last = at == names.size() - 1;
    if (name.equals(ANY_DEPTH)) {
      list(folder).stream().filter(ScheduledFiles::isFolder).forEach(below -> look(below, at));
      if (last) {
        list(folder).stream().filter(ScheduledFiles::isInput).forEach(found::add);
      } else {
        look(folder, at + 1);
      }
    } else if (new InputPattern(name).isOne()) {
      Path child = folder.resolve(name);
      if (!last) {
        look(child, at + 1);
      } else if (Files.exists(child, LinkOption.NOFOLLOW_LINKS)) {
        found.add(child);
      }
    } else {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
      for (Path child : list(folder)) {
        if (matcher.matches(child.getFileName())) {
          take(child, at, last);
        }
      }
    }
  }

  private void take(Path child, int at, boolean last) {
    if (last && isInput(child)) {
      found.add(child);
    } else if (!last && isFolder(child)) {
      look(child, at + 1);
    }
  }

  private static boolean isInput(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !Settling.isPartial(file.getFileName().toString());
  }

  private static boolean isFolder(Path file) {
    return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
        && !file.getFileName().toString().startsWith(".");
  }

  private static NavigableSet<Path> list(Path folder) {
    NavigableSet<Path> all = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(all::add);
      return all;
    } catch (NoSuchFileException | NotDirectoryException absent) {
      return all;
    } catch (IOException | DirectoryIteratorException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The folder " + folder + " cannot be looked into: " + e.getMessage() + ".",
          "Give this user permission to read it, or check its disk.",
          e);
    }
  }
}
