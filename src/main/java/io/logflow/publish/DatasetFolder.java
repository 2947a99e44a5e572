package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Schema;
import io.logflow.job.Sha256;
import io.logflow.job.Target;
import io.logflow.parquet.DatasetManifest;
import io.logflow.parquet.DatasetManifest.NamedType;
import io.logflow.parquet.DatasetManifest.Part;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dataset: a folder whose Parquet files have one schema, and a manifest that lists them. The
 * files decide what is in it, because that is what readers of {@code *.parquet} find; the manifest
 * is written after them, from them. What is not public is for those who have its lock.
 */
public final class DatasetFolder {
  private final OutputFileSystem files = new OutputFileSystem();
  private final Path folder;

  public DatasetFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether a folder is one. */
  public static boolean isOne(Path folder) {
    return DatasetManifest.isIn(folder);
  }

  /**
   * Takes the lock of a dataset and carries out what a dead process had decided for it.
   *
   * @return the lock; empty where the folder is none
   */
  public static Optional<DatasetLock> enter(Path folder) throws IOException {
    return isOne(folder) ? Optional.of(new DatasetFolder(folder).lock()) : Optional.empty();
  }

  /**
   * Fails where a job may not publish into a folder: one that adds no part into a dataset or below
   * one, and one that adds a part into what is no dataset but below one.
   *
   * @param folder which need not be there
   * @throws LogFlowException OUTPUT_EXISTS
   */
  static void requireRight(Job job, Path folder) throws IOException {
    Path there = Disks.existing(folder).toRealPath();
    boolean own = job.options().layout().dataset() && Files.exists(folder);
    for (Path above = own ? there.getParent() : there; above != null; above = above.getParent()) {
      if (isOne(above)) {
        throw ErrorKind.OUTPUT_EXISTS.error(
            above + " is a dataset, and the output would lie in it without being a part of it.",
            "Add it with --output-kind dataset and -o " + above + "/, or name another folder.");
      }
    }
  }

  /** As {@link #enter}, of a folder that may become one. */
  DatasetLock lock() throws IOException {
    DatasetLock lock = DatasetLock.of(folder);
    boolean done = false;
    try {
      settle();
      done = true;
      return lock;
    } finally {
      if (!done) {
        lock.close();
      }
    }
  }

  /** What is decided stays on the disk until the books know of it, too. */
  private void settle() throws IOException {
    for (DatasetSwap swap : DatasetSwap.in(folder)) {
      swap.carryOut();
      list();
      swap.open();
    }
  }

  /** Brings the manifest of a folder up to date where it is a dataset. */
  @SuppressWarnings("try") // The lock works by being there.
  public static void refresh(Path folder) throws IOException {
    Optional<DatasetLock> lock = enter(folder);
    if (lock.isPresent()) {
      try (DatasetLock held = lock.get()) {
        new DatasetFolder(folder).list();
      }
    }
  }

  /**
   * The part that has the rows of a job, in the dataset to which it added one; the manifest is true
   * then.
   *
   * @param published the path under which the job published, or was about to
   * @return empty where the folder is no dataset, or has no such part
   */
  public static Optional<Path> found(Path published, String jobId) throws IOException {
    Path folder = published.getParent();
    if (!isOne(folder)) {
      return Optional.empty();
    }
    refresh(folder);
    return new DatasetFolder(folder)
        .manifest().parts().stream()
            .filter(part -> part.jobs().contains(jobId))
            .map(part -> folder.resolve(part.path()))
            .findFirst();
  }

  /** The names of the Parquet files, without barriers; a look at some moment. */
  public List<String> names() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(FileNames.PARQUET))
          .filter(name -> !name.startsWith(FolderSwap.BARRIER))
          .sorted()
          .toList();
    }
  }

  /** Whether another change keeps readers out, which has not come to its end. */
  boolean isBarred() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.anyMatch(file -> file.getFileName().toString().startsWith(FolderSwap.BARRIER));
    }
  }

  /**
   * Makes the folder a dataset if it is none. LogFlow's outputs that are there become its parts. Of
   * one that is a dataset the manifest is true afterwards, whoever has died before writing it.
   *
   * @throws LogFlowException OUTPUT_EXISTS where there is something that cannot be a part
   */
  void begin() throws IOException {
    if (isOne(folder)) {
      list();
      return;
    }
    if (Files.exists(folder.resolve(FolderManifest.NAME), LinkOption.NOFOLLOW_LINKS)) {
      throw taken("its " + FolderManifest.NAME + " is of something else");
    }
    Optional<Schema> schema = Optional.empty();
    for (String name : names()) {
      Footer footer = footer(name).orElseThrow(() -> taken("LogFlow did not write its " + name));
      if (schema.filter(before -> !before.equals(footer.schema())).isPresent()) {
        throw taken("its files have different columns, first " + name);
      }
      schema = Optional.of(footer.schema());
    }
    write(listed(DatasetManifest.EMPTY));
  }

  private LogFlowException taken(String why) {
    return ErrorKind.OUTPUT_EXISTS.error(
        "The folder " + folder + " cannot become a dataset: " + why + ".",
        "Name another folder with -o, or move away what is there.");
  }

  DatasetManifest manifest() {
    return DatasetManifest.read(folder).orElse(DatasetManifest.EMPTY);
  }

  /** The schema of its parts; empty where there is none. */
  Optional<Schema> schema() throws IOException {
    for (Part part : manifest().parts()) {
      Path file = folder.resolve(part.path());
      if (Files.exists(file)) {
        return Optional.of(ParquetFooters.read(file).schema());
      }
    }
    return Optional.empty();
  }

  /** Writes the manifest anew where it is no longer what the folder holds; durably, in one step. */
  void list() throws IOException {
    DatasetManifest before = manifest();
    DatasetManifest now = listed(before);
    if (!now.equals(before) || DatasetManifest.read(folder).isEmpty()) {
      write(now);
    }
  }

  private void write(DatasetManifest manifest) throws IOException {
    Path written = folder.resolve(Target.ASIDE).resolve("dataset.manifest.tmp");
    Files.write(written, manifest.text());
    files.syncFile(written);
    files.replace(written, folder.resolve(FolderManifest.NAME));
    files.syncFolder(folder);
  }

  private DatasetManifest listed(DatasetManifest before) throws IOException {
    Map<String, Part> known = new HashMap<>();
    before.parts().forEach(part -> known.put(part.path(), part));
    List<String> names = names();
    boolean same = names.stream().anyMatch(known::containsKey);
    List<NamedType> columns = same ? before.columns() : List.of();
    int version = before.schemaVersion();
    List<Part> parts = new ArrayList<>();
    for (String name : names) {
      Path file = folder.resolve(name);
      Part part = known.get(name);
      if (part != null && part.bytes() == file.toFile().length()) {
        parts.add(part);
        continue;
      }
      Optional<Footer> footer = footer(name);
      if (footer.isEmpty()) {
        continue; // What others have put there is no part, and doctor --audit tells of it.
      }
      List<NamedType> own = NamedType.of(footer.get().schema());
      if (columns.isEmpty()) {
        version += own.equals(before.columns()) ? 0 : 1;
        columns = own;
      }
      if (own.equals(columns)) {
        parts.add(part(file, footer.get(), version));
      }
    }
    return parts.isEmpty()
        ? new DatasetManifest(before.schemaVersion(), before.columns(), List.of())
        : new DatasetManifest(version, columns, parts);
  }

  private static Part part(Path file, Footer footer, int version) throws IOException {
    List<String> jobs = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    for (Map<String, String> entry : FooterMetadata.entries(footer.metadata())) {
      jobs.add(entry.getOrDefault(FooterMetadata.JOB_ID, ""));
      inputs.add(entry.getOrDefault(FooterMetadata.INPUT_SHA256, ""));
    }
    return new Part(
        file.getFileName().toString(),
        footer.rows(),
        Files.size(file),
        Sha256.of(file),
        jobs,
        inputs,
        version);
  }

  /** The footer of a file that LogFlow wrote as an output; empty of another one. */
  private Optional<Footer> footer(String name) throws IOException {
    Path file = folder.resolve(name);
    try {
      Footer footer = ParquetFooters.read(file);
      boolean ours =
          !FooterMetadata.entries(footer.metadata()).isEmpty()
              && !footer.metadata().containsKey(FooterMetadata.PART);
      return Optional.of(footer).filter(any -> ours);
    } catch (LogFlowException e) {
      if (e.kind() == ErrorKind.INPUT_UNREADABLE) { // Nobody can tell now.
        throw new IOException(e.getMessage(), e);
      }
      return Optional.empty();
    }
  }
}
