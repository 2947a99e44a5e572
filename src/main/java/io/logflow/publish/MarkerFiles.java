package io.logflow.publish;

import io.logflow.job.Faults;
import io.logflow.job.FileStamp;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The empty files with which writers say that an input is whole. One that has done its work is
 * removed, so that it does not vouch for the next input of that name.
 */
public final class MarkerFiles {
  private static final System.Logger LOG = System.getLogger(MarkerFiles.class.getName());
  private final OutputFileSystem files = new OutputFileSystem();

  /**
   * A marker.
   *
   * @param file where it is
   * @param seen what it was when it was found
   */
  public record Marker(Path file, FileStamp seen) {}

  /** The marker of an input, where it is there: a regular file. */
  public static Optional<Marker> of(Path input, String ending) {
    Path file = place(input, ending);
    return attributes(file)
        .filter(BasicFileAttributes::isRegularFile)
        .map(found -> new Marker(file, FileStamp.of(found)));
  }

  /** Marks an input that is given back. */
  public static void mark(Path input, String ending) {
    try {
      Files.createFile(place(input, ending));
    } catch (FileAlreadyExistsException marked) {
      return;
    } catch (IOException e) {
      throw OutputErrors.of(e, input.getParent());
    }
  }

  /** Whether the marker was written when the input had been, or later. */
  public static boolean isLater(Path input, String ending) {
    Optional<BasicFileAttributes> marker = attributes(place(input, ending));
    return attributes(input)
        .flatMap(
            of -> marker.map(by -> by.lastModifiedTime().compareTo(of.lastModifiedTime()) >= 0))
        .orElse(false);
  }

  private static Path place(Path input, String ending) {
    return input.resolveSibling(input.getFileName() + ending);
  }

  private static Optional<BasicFileAttributes> attributes(Path file) {
    try {
      return Optional.of(
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /**
   * Removes markers of inputs that are claimed. One that has been written anew since it was found
   * belongs to a later input and stays.
   */
  public void remove(List<Marker> markers) {
    List<Path> folders = new ArrayList<>();
    for (Marker marker : markers) {
      if (attributes(marker.file()).map(FileStamp::of).filter(marker.seen()::equals).isPresent()) {
        Faults.at("marker-removing");
        remove(marker.file());
        folders.add(marker.file().getParent());
      }
    }
    folders.stream().distinct().forEach(this::sync);
  }

  /**
   * Removes the marker of an input that a process had claimed before it died. Where another input
   * of that name is there by now, a marker that is younger is its own.
   */
  public void removeLeft(Path input, String ending) {
    Optional<Marker> left = of(input, ending);
    Optional<FileStamp> next = attributes(input).map(FileStamp::of);
    if (left.isPresent()
        && (next.isEmpty() || left.get().seen().modifiedNanos() < next.get().modifiedNanos())) {
      remove(left.get().file());
      sync(input.getParent());
    }
  }

  private static void remove(Path marker) {
    try {
      Files.deleteIfExists(marker);
    } catch (IOException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "The marker {0} cannot be removed; the next file of that name counts as whole: {1}",
          marker,
          e.getMessage());
    }
  }

  private void sync(Path folder) {
    try {
      files.syncFolder(folder);
    } catch (NoSuchFileException gone) {
      return;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} cannot be flushed: {1}", folder, e.getMessage());
    }
  }
}
