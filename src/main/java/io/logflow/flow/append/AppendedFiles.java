package io.logflow.flow.append;

import io.logflow.format.Inspector;
import io.logflow.format.compressed.Unpacker;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Format;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.store.AppendStates;
import io.logflow.store.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that something appends to: of each a job reads what is new, from a copy of that, so that
 * what is written meanwhile does not matter. How far a file was read is entered by the statement
 * that ends the job.
 */
public final class AppendedFiles {
  private final String door;
  private final AppendStates states;
  private final ConversionOptions options;
  private final boolean full;
  private final Map<String, Cut> cuts = new ConcurrentHashMap<>();
  private volatile Set<String> present = Set.of();

  /**
   * What a job reads of a file.
   *
   * @param file the file
   * @param end up to where
   * @param before how far it was read before; empty where it is read from its beginning
   * @param fingerprint of what is before the end
   * @param hash of all that is before the end; empty where nobody wants it
   * @param identity which file of its disk it is
   */
  private record Cut(
      Path file,
      long end,
      Optional<AppendState> before,
      String fingerprint,
      String hash,
      String identity) {}

  /**
   * Those of a door.
   *
   * @param options how its files are read
   * @param full whether all that was read before is compared, and not only fingerprints
   */
  public AppendedFiles(String door, AppendStates states, ConversionOptions options, boolean full) {
    this.door = door;
    this.states = states;
    this.options = options;
    this.full = full;
  }

  /**
   * What a job is to read of a file, in a copy.
   *
   * @param folder for the copy; the job's own
   * @param identity which file of its disk it is
   * @throws LogFlowException EMPTY_INPUT where nothing is new, INPUT_NOT_FOUND, INPUT_UNREADABLE
   */
  public Input cut(String jobId, Path file, String identity, Path folder) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long size = channel.size();
      Fingerprint prints = new Fingerprint(channel);
      Optional<AppendState> before = continued(prints, size, file, identity);
      PrivateFiles.createFolder(folder);
      Path copy = folder.resolve(file.getFileName());
      if (before.isPresent()) {
        AppendState state = before.get();
        long end = RecordEnds.last(channel, state.offset(), size, symbols(state));
        requireNew(channel, file, state, end);
        copy(channel, state.headerFrom(), state.headerTo(), state.offset(), end, copy);
        note(jobId, prints, new Cut(file, end, before, "", "", identity));
        return input(jobId, copy, Optional.of(state.inspection()));
      }
      Optional<Inspection> found = inspected(file);
      Optional<Inspection> readable = found.filter(AppendState::isReadable);
      long end =
          readable.isPresent()
              ? RecordEnds.last(channel, 0, size, AppendState.symbols(readable.get()))
              : 0;
      boolean json = found.isPresent() && found.get().format() == Format.JSON;
      if (end == 0
          && (readable.isPresent() || json)
          && FirstLine.isUnfinished(channel, file, found.get())) {
        throw nothingNew(file, 0);
      }
      copy(channel, 0, 0, 0, end == 0 ? size : end, copy);
      if (end > 0) {
        note(jobId, prints, new Cut(file, end, Optional.empty(), "", "", identity));
      }
      return input(jobId, copy, Optional.empty());
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          file + " cannot be read: " + e.getMessage() + ".", "Check the file and its disk.", e);
    }
  }

  private static Dialect symbols(AppendState state) {
    return AppendState.symbols(state.inspection());
  }

  private void requireNew(FileChannel channel, Path file, AppendState state, long end)
      throws IOException {
    if (RecordEnds.areBlank(channel, state.offset(), end)) {
      states.seen(door, file.toString(), state.identity(), System.currentTimeMillis());
      throw nothingNew(file, state.offset());
    }
  }

  private static LogFlowException nothingNew(Path file, long offset) {
    return ErrorKind.EMPTY_INPUT.error(
        file + " holds no whole record after byte " + offset + ", up to which it was read.",
        "A last line without its end is read when it has one.");
  }

  private void note(String jobId, Fingerprint prints, Cut cut) throws IOException {
    String print = prints.of(cut.end());
    String hash = full ? prints.full(cut.end()) : "";
    cuts.put(jobId, new Cut(cut.file(), cut.end(), cut.before(), print, hash, cut.identity()));
  }

  private static Input input(String jobId, Path copy, Optional<Inspection> inspection)
      throws IOException {
    String name = copy.getFileName().toString();
    return new Input(jobId, copy, name, FileStamp.of(copy), inspection);
  }

  /** Tells which files the inputs of the run are now, each by its identity. */
  public void present(Set<String> identities) {
    present = Set.copyOf(identities);
  }

  /** How far a file was read, where what is before is as it was. */
  private Optional<AppendState> continued(Fingerprint prints, long size, Path file, String identity)
      throws IOException {
    boolean first = true;
    for (String json : states.of(door, file.toString(), identity)) {
      AppendState state = AppendState.parse(json);
      boolean same = state.identity().equals(identity);
      // A file that took the place of another goes on from it only where that is no more.
      if ((same || (first && !isThere(state.identity(), file)))
          && size >= state.offset()
          && isAsBefore(prints, state)) {
        return Optional.of(state);
      }
      first &= same;
    }
    return Optional.empty();
  }

  /** Whether a file is among the inputs, or beside another under whatever name. */
  private boolean isThere(String identity, Path beside) throws IOException {
    if (present.contains(identity)) {
      return true;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(beside.getParent())) {
      for (Path one : all) {
        if (identityOf(one).filter(identity::equals).isPresent()) {
          return true;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return false;
  }

  private static Optional<String> identityOf(Path file) throws IOException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(FileStamp.of(found).identity());
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private boolean isAsBefore(Fingerprint prints, AppendState state) throws IOException {
    return prints.of(state.offset()).equals(state.fingerprint())
        && (!full || state.full().isEmpty() || prints.full(state.offset()).equals(state.full()));
  }

  /** What a plain file is; the job itself tells what is wrong with it. */
  private Optional<Inspection> inspected(Path file) throws IOException {
    try {
      return Unpacker.packed(file)
          ? Optional.empty()
          : Optional.of(Inspector.inspect(file, options));
    } catch (LogFlowException unreadable) {
      return Optional.empty();
    }
  }

  private static void copy(
      FileChannel from, long headerFrom, long headerTo, long begin, long end, Path copy)
      throws IOException {
    Files.deleteIfExists(copy);
    try (FileChannel to =
        FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      transfer(from, headerFrom, headerTo, to);
      transfer(from, begin, end, to);
    }
  }

  private static void transfer(FileChannel from, long begin, long end, FileChannel to)
      throws IOException {
    for (long at = begin; at < end; ) {
      long moved = from.transferTo(at, end - at, to);
      if (moved <= 0) {
        throw new IOException("the file has become shorter");
      }
      at += moved;
    }
  }

  /** Notes with a job that was made how far its file is read when it ends well. */
  public void settle(Job job) {
    Cut cut = cuts.remove(job.id());
    Inspection found = job.requirePlan().inputs().get(0).input().inspection().orElseThrow();
    if (cut == null || !AppendState.isReadable(found)) {
      states.noSlice(job.id());
      return;
    }
    try (FileChannel channel = FileChannel.open(cut.file(), StandardOpenOption.READ)) {
      states.slice(job.id(), state(cut, found, channel).json());
    } catch (IOException e) {
      throw ErrorKind.INPUT_CHANGED.error(
          cut.file() + " cannot be read any more: " + e.getMessage() + ".", "It is read again.", e);
    }
  }

  private static AppendState state(Cut cut, Inspection found, FileChannel channel)
      throws IOException {
    Dialect dialect = found.dialect();
    long from = cut.before().map(AppendState::headerFrom).orElse(0L);
    long to = cut.before().map(AppendState::headerTo).orElse(0L);
    if (cut.before().isEmpty() && dialect.header()) {
      from = RecordEnds.lines(channel, found.bomLength(), cut.end(), dialect.skipLines());
      to = RecordEnds.nth(channel, from, cut.end(), dialect, dialect.headerRows());
    }
    return new AppendState(
        cut.end(),
        cut.fingerprint(),
        cut.hash(),
        cut.identity(),
        from,
        to,
        found.format().name(),
        found.charset().name(),
        dialect.delimiter(),
        dialect.quote(),
        dialect.escape(),
        dialect.headerRows(),
        dialect.extent().fields(),
        dialect.extent().comment());
  }
}
