package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.FileStamp;
import io.logflow.job.FittedName;
import io.logflow.job.JobIds;
import io.logflow.job.LogFlowException;
import io.logflow.job.Target;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.Outputs;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Puts one file in the place of several of its folder. No file system does that in one step, so a
 * barrier stands in the folder meanwhile: a file that {@code *.parquet} finds and that is no
 * Parquet, at which whoever lists the folder in between fails instead of reading rows twice or not
 * at all. Whoever listed it before fails at a file that has gone. Steps are to be called in their
 * order; {@link #undo} and, once {@link #isGiven}, {@link #finish} can be called after any of them,
 * also by another process and more than once.
 */
public final class FolderSwap {
  static final String SAYS =
      """
      This is no Parquet file. LogFlow is putting another file in the place of several of this
      folder, and keeps the folder from being read for that moment: read it again. If this file
      stays, that process was killed: 'logflow watch' puts it right within seconds, or the next
      'logflow convert' or 'logflow compact' of the same user.
      """;

  /** What the name of a barrier begins with. */
  static final String BARRIER = "0-logflow-compacting-";

  /** Names must not grow from one time to the next, nor ever come again for other rows. */
  private static final Pattern MADE = Pattern.compile("-compacted-[0-9a-z]{8}$");

  private final OutputFileSystem files = new OutputFileSystem();
  private final Staging staging = new Staging();
  private final String id;
  private final Path folder;
  private final Target target;
  private final Path barrier;

  /**
   * @param id of the compaction, like a job's
   * @param target the file that takes the place of the others
   */
  public FolderSwap(String id, Path target) {
    this.id = id;
    this.folder = target.getParent();
    this.target = new Target(folder, target.getFileName().toString(), target.toString());
    this.barrier = barrier(folder, id);
  }

  /** First in its folder, so that readers fail before they have read anything. */
  static Path barrier(Path folder, String id) {
    return folder.resolve(BARRIER + JobIds.shortForm(id) + FileNames.PARQUET);
  }

  /** The name of a file that takes the place of others, of which this is the first. */
  public static String nameOf(String first, String id) {
    String stem = MADE.matcher(FileNames.stemOfParquet(first)).replaceFirst("");
    return FittedName.of(stem, "-compacted-" + JobIds.shortForm(id) + FileNames.PARQUET);
  }

  /**
   * Makes room beside the data.
   *
   * @param bytes how much is about to be written, at most
   * @return the file to write
   * @throws io.logflow.job.LogFlowException DISK_FULL
   */
  public Path prepare(long bytes) throws IOException {
    FreeSpace.require(folder, bytes, "compacting");
    staging.hold(target, id);
    return staged();
  }

  private Path staged() {
    return target.staging(id);
  }

  private Path manifest() {
    return staged().resolveSibling(id + ".manifest.tmp");
  }

  /** Keeps what the manifest of the output says from then on, of which the folder is a part. */
  public void keepManifest(byte[] content) throws IOException {
    Files.write(manifest(), content);
    files.syncFile(manifest());
  }

  private Path away() {
    return staged().resolveSibling(id + ".sources");
  }

  private Path away(int number) {
    return away().resolve("%05d.tmp".formatted(number));
  }

  /** Takes the folder from readers. The written file is safe from a power loss then, too. */
  public void close() throws IOException {
    files.syncFile(staged());
    Files.createDirectories(away());
    Path barred = staged().resolveSibling(id + ".barrier.tmp");
    Files.writeString(barred, SAYS, UTF_8);
    files.syncFile(barred);
    files.syncFolder(staged().getParent());
    files.addDurably(barred, barrier);
    Faults.at("compact-barrier");
  }

  /**
   * Moves the sources away.
   *
   * @param stamps what they were when they were read
   * @throws io.logflow.job.LogFlowException INPUT_CHANGED where one is another by now
   */
  public void putAway(List<Path> sources, List<FileStamp> stamps) throws IOException {
    for (int number = 0; number < sources.size(); number++) {
      Path source = sources.get(number);
      Faults.file();
      try {
        Files.move(source, away(number), StandardCopyOption.ATOMIC_MOVE);
      } catch (NoSuchFileException e) {
        throw changed(source);
      }
      if (!FileStamp.of(away(number)).equals(stamps.get(number))) {
        throw changed(source);
      }
      Faults.at("compact-away");
    }
    files.syncFolder(away());
    files.syncFolder(folder);
  }

  private static RuntimeException changed(Path source) {
    return ErrorKind.INPUT_CHANGED.error(
        source + " was changed while it was being compacted.",
        "The files are as they were; compact the folder again.");
  }

  /**
   * Gives the new file its name.
   *
   * @throws io.logflow.job.LogFlowException INPUT_CHANGED where somebody has written a source anew
   */
  public void give(List<Path> sources) throws IOException {
    files.addDurably(staged(), target.path());
    Faults.at("compact-named");
    for (Path source : sources) {
      if (Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
        throw changed(source);
      }
    }
  }

  /** Whether the new file has its name; the sources are all away then. */
  public boolean isGiven() {
    return Files.exists(target.path(), LinkOption.NOFOLLOW_LINKS);
  }

  /** Gives the folder back to readers and clears up, after the new file has its name. */
  public void finish() throws IOException {
    if (Files.exists(manifest())) {
      Path output = Outputs.outputOf(target.path(), folder.getRoot());
      files.replace(manifest(), output.resolve(FolderManifest.NAME));
      files.syncFolder(output);
    }
    DatasetFolder.refresh(folder);
    Faults.at("compact-manifest");
    open();
    Faults.at("compact-opened");
    Staging.removeStaged(target, id, List.of(id));
  }

  private void open() throws IOException {
    if (Files.exists(barrier, LinkOption.NOFOLLOW_LINKS)) {
      Faults.file();
      Files.delete(barrier);
      files.syncFolder(folder);
    }
  }

  /**
   * Puts the sources back. One that somebody has written anew stays as it is now: it would have
   * replaced the former one if that had not been away.
   */
  public void undo(List<Path> sources) throws IOException {
    if (!Files.isDirectory(folder)) {
      return; // Another output has taken the place of the whole of it.
    }
    Files.deleteIfExists(target.path());
    Faults.at("compact-undo");
    for (int number = 0; number < sources.size(); number++) {
      Path source = sources.get(number);
      if (Files.exists(away(number)) && !Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(away(number), source, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    files.syncFolder(folder);
    DatasetFolder.refresh(folder);
    open();
    Staging.removeStaged(target, id, List.of(id));
  }

  /** Rows of the new file. */
  public long rows() {
    return ParquetFooters.read(target.path()).rows();
  }

  /** Bytes of the new file before it has its name. */
  public long bytesWritten() throws IOException {
    return Files.size(staged());
  }

  /** Bytes of the new file. */
  public long bytes() throws IOException {
    return Files.size(target.path());
  }

  /** Removes a temporary folder with all that is in it, if it is there. */
  public static void remove(Path temp) throws IOException {
    Trees.delete(temp);
  }

  /** What a failure to change a folder means. */
  public static LogFlowException failure(IOException failure, Path folder) {
    return OutputErrors.of(failure, folder);
  }
}
