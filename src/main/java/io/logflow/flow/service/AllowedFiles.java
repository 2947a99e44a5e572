package io.logflow.flow.service;

import io.logflow.http.Refused;
import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Files of this machine below the folders of {@code server.allowed_roots}. From such a folder on
 * each step goes through the folder that the last one has opened, and through no link, so that
 * nobody who swaps a folder for a link leads out of it.
 */
final class AllowedFiles {
  private static final Set<OpenOption> READ =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

  private static final long PIECE = 1 << 30;

  private final List<Path> roots;

  AllowedFiles(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Reads one file. */
  private interface Reading {
    void of(SeekableByteChannel channel, BasicFileAttributeView view) throws IOException;
  }

  /**
   * Copies a file, onto the disk.
   *
   * @param text its whole path
   * @param to where no file is yet
   * @param room is asked for the bytes of the copy before it is made
   * @throws Refused 400 where it is none of these files, 409 where it changes meanwhile
   */
  void copy(String text, Path to, LongConsumer room) {
    Path root;
    Path inside;
    try {
      Path named = Path.of(text);
      Path real = named.toRealPath();
      root = named.isAbsolute() ? rootOf(real) : null;
      inside = root == null ? null : root.relativize(real);
    } catch (IOException | InvalidPathException none) {
      throw notAllowed(none);
    }
    if (root == null) {
      throw notAllowed(null);
    }
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(root)) {
      descend(folder, root, inside, (channel, view) -> copy(channel, view, to, room));
    } catch (IOException e) {
      throw notAllowed(e);
    }
  }

  private Path rootOf(Path real) throws IOException {
    for (Path root : roots) {
      if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
        return root.toRealPath();
      }
    }
    return null;
  }

  private static void descend(DirectoryStream<Path> folder, Path at, Path inside, Reading reading)
      throws IOException {
    if (!(folder instanceof SecureDirectoryStream<Path> safe)) {
      open(at.resolve(inside), reading); // This system has no such folders.
      return;
    }
    Path name = inside.getName(0);
    if (inside.getNameCount() > 1) {
      try (SecureDirectoryStream<Path> next =
          safe.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
        descend(next, at.resolve(name), inside.subpath(1, inside.getNameCount()), reading);
      }
      return;
    }
    BasicFileAttributeView view =
        safe.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    requireRegular(view.readAttributes());
    try (SeekableByteChannel channel = safe.newByteChannel(name, READ)) {
      reading.of(channel, view);
    }
  }

  private static void open(Path file, Reading reading) throws IOException {
    BasicFileAttributeView view =
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    requireRegular(view.readAttributes());
    try (SeekableByteChannel channel = Files.newByteChannel(file, READ)) {
      reading.of(channel, view);
    }
  }

  /** Others may never end, or hang. */
  private static void requireRegular(BasicFileAttributes attributes) {
    if (!attributes.isRegularFile()) {
      throw notAllowed(null);
    }
  }

  private static void copy(
      SeekableByteChannel from, BasicFileAttributeView view, Path to, LongConsumer room)
      throws IOException {
    BasicFileAttributes before = view.readAttributes();
    room.accept(before.size());
    write(from, to);
    BasicFileAttributes after = view.readAttributes();
    if (before.size() != after.size()
        || !before.lastModifiedTime().equals(after.lastModifiedTime())) {
      throw new Refused(
          409,
          "usage",
          "The file changed while it was read.",
          "Send the request again when nobody writes to the file.");
    }
  }

  private static void write(SeekableByteChannel from, Path to) {
    try (FileChannel copy =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      long at = 0;
      long more;
      while ((more = copy.transferFrom(from, at, PIECE)) > 0) {
        at += more;
      }
      copy.force(true);
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "The file cannot be copied to " + to.getParent() + ": " + e.getMessage() + ".",
          "Look at both disks.",
          e);
    }
  }

  /** In all cases the same: a client learns nothing of files that it may not name. */
  private static Refused notAllowed(Exception reason) {
    Refused refused =
        new Refused(
            400,
            "usage",
            "There is no such file in a folder of server.allowed_roots.",
            "Name a regular file by its whole path, or send the data itself.");
    if (reason != null) {
      refused.initCause(reason);
    }
    return refused;
  }
}
