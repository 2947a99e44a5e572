package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.FileStamp;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves inputs from an inbox into its work folder, many at once: each folder is flushed once for
 * all of them, after the last move and before any of them is taken for claimed.
 */
public final class ClaimedFiles {
  private static final System.Logger LOG = System.getLogger(ClaimedFiles.class.getName());

  /** So many files that may not be moved are told of. */
  private static final int TOLD = 1000;

  private final OutputFileSystem files = new OutputFileSystem();
  private final Origins origins = new Origins();

  /** Told of once. */
  private final Set<Path> refused = new HashSet<>();

  /**
   * One move.
   *
   * @param source where the input is
   * @param work where it is to be
   * @param seen what it was when it was chosen
   */
  public record Move(Path source, Path work, FileStamp seen) {}

  /**
   * Moves inputs; one that is gone, or is another file than the one that was chosen, stays.
   *
   * @return those that are in the work folder now, safe from a power loss
   * @throws io.logflow.job.LogFlowException OUTPUT_NOT_WRITABLE, DISK_FULL; what was moved stays
   *     moved, and whoever recovers finds it
   */
  public List<Move> take(List<Move> moves) {
    List<Move> taken = new ArrayList<>();
    try {
      for (Move move : moves) {
        Faults.atFile("claim-moving");
        origins.note(move.work(), move.source());
        if (take(move)) {
          taken.add(move);
        } else {
          origins.forget(move.work());
        }
      }
      Faults.atFile("claim-moved");
      syncFolders(taken.stream().map(Move::work).toList());
      syncFolders(taken.stream().map(Move::source).toList());
      return taken;
    } catch (IOException e) {
      throw OutputErrors.of(e, moves.get(0).work().getParent());
    }
  }

  private boolean take(Move move) throws IOException {
    try {
      if (!isStill(move.source(), move.seen())) {
        return false;
      }
      Faults.file();
      Files.move(move.source(), move.work(), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException gone) {
      if (!Files.isDirectory(move.work().getParent())) {
        throw gone;
      }
      return false;
    } catch (FileSystemException refused) {
      if (OutputErrors.isFull(refused) || !Files.isDirectory(move.work().getParent())) {
        throw refused;
      }
      return refused(move, refused);
    }
    if (isStill(move.work(), move.seen())) {
      return true;
    }
    files.add(move.work(), move.source());
    Files.deleteIfExists(move.work());
    return false;
  }

  private static boolean isStill(Path file, FileStamp seen) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && FileStamp.of(file).equals(seen);
  }

  private void syncFolders(List<Path> entries) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    entries.forEach(entry -> folders.add(entry.getParent()));
    for (Path folder : folders) {
      files.syncFolder(folder);
    }
  }

  /** Where an interrupted claim stands. */
  public enum Found {
    /** The input is in the work folder: the claim can be finished. */
    MOVED,
    /** The input is where it was: the claim is undone. */
    UNTOUCHED,
    /** There is no such input any more. */
    GONE
  }

  /** Finds out where the input of an interrupted claim is, and makes it safe or undoes it. */
  public Found recover(Path source, Path work) {
    try {
      if (!isThere(work)) {
        origins.forget(work);
        return isThere(source) ? Found.UNTOUCHED : Found.GONE;
      }
      syncFolders(List.of(work));
      if (Files.isDirectory(source.getParent())) {
        syncFolders(List.of(source));
      }
      return Found.MOVED;
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The claimed input " + work + " cannot be looked at: " + e.getMessage() + ".",
          "Check the folder and its disk, and start again.",
          e);
    }
  }

  /** Whether there is a file; what cannot be looked at is not taken for gone. */
  private static boolean isThere(Path file) throws IOException {
    try {
      Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** One that may not be moved stays, and holds up no other. */
  private boolean refused(Move move, FileSystemException why) {
    if (refused.size() < TOLD && refused.add(move.source())) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} stays in its inbox, for it cannot be moved: {1}.",
          move.source(),
          OutputErrors.reason(why));
    }
    return false;
  }

  /**
   * Inputs in a work folder.
   *
   * @return by the id in their names
   */
  public Map<String, Path> in(Path work) {
    Map<String, Path> found = new LinkedHashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(work)) {
      for (Path file : all) {
        if (WorkNames.isOne(file)) {
          found.put(WorkNames.jobId(file), file);
        }
      }
      return found;
    } catch (IOException | DirectoryIteratorException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The folder " + work + " cannot be looked into: " + e.getMessage() + ".",
          "Check the folder and its disk, and start again.",
          e);
    }
  }

  /**
   * Where an input of the work folder came from, as far as that can be known.
   *
   * @param inbox its inbox, of which that may have been another path
   */
  public Path origin(Path work, Path inbox) {
    Path kept = origins.of(work).orElseGet(() -> inbox.resolve(WorkNames.name(work)));
    return kept.startsWith(inbox) ? kept : inbox.resolve(kept.getFileName());
  }

  /**
   * Gives an input of the work folder back to its inbox, under the name that it had or, where that
   * is taken, with the end of the job's id.
   *
   * @param origin where it came from; where a file is in the place of its folder, it goes into the
   *     inbox itself
   * @return where it is now
   */
  public Path giveBack(Path work, Path origin, Path inbox) {
    try {
      Path folder = folder(origin.getParent(), inbox);
      Path place =
          files.addUnderFreeName(
              work, folder, origin.getFileName().toString(), WorkNames.jobId(work));
      files.syncFolder(folder);
      Faults.file();
      remove(work);
      return place;
    } catch (IOException e) {
      throw OutputErrors.of(e, inbox);
    }
  }

  private Path folder(Path wanted, Path inbox) throws IOException {
    try {
      files.makeFolder(wanted);
      // Links to elsewhere are not looked into.
      return wanted.toRealPath().startsWith(inbox.toRealPath()) ? wanted : inbox;
    } catch (FileAlreadyExistsException fileInTheWay) {
      return inbox;
    }
  }

  /** Whether an input of the work folder is also where its job has put it. */
  public boolean isAlso(Path work, Path place) {
    try {
      return OutputFileSystem.isSame(work, place);
    } catch (IOException nobodyCanTell) {
      return false;
    }
  }

  /** Removes an input whose job has put it away, and that a power loss has brought back. */
  public void removeLeftover(Path work) {
    try {
      remove(work);
    } catch (IOException e) {
      throw OutputErrors.of(e, work.getParent());
    }
  }

  private void remove(Path work) throws IOException {
    Files.deleteIfExists(work);
    origins.forget(work);
    files.syncFolder(work.getParent());
  }

  /** Removes what was kept of inputs that are not in the work folder any more. */
  public void sweep(Path work, Collection<String> jobs) {
    try {
      origins.sweep(work, jobs);
    } catch (IOException e) {
      throw OutputErrors.of(e, work);
    }
  }
}
