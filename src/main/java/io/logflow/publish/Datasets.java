package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Schema;
import io.logflow.job.Widening;
import io.logflow.parquet.Footer;
import io.logflow.parquet.ParquetFooters;
import io.logflow.publish.WidenedFile.Inexact;
import io.logflow.store.Compactions;
import io.logflow.store.Contracts;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the parts of datasets to one schema: a new part with the columns of before is written anew
 * with those of now, and all parts are when a new one is wider.
 */
public final class Datasets {
  private final Compactions books;
  private final Contracts contracts;

  public Datasets(StateStore store) {
    this.books = new Compactions(store);
    this.contracts = new Contracts(store);
  }

  /**
   * Gives the staged file of a job the columns of its dataset, or the dataset those of the file. To
   * be called without the lock, and until both are the same.
   *
   * @param folder the dataset, which need not be one yet
   * @param name that the file will have
   * @param first the columns of a dataset without parts
   * @throws LogFlowException CONFIGURATION where neither can have the columns of the other;
   *     INPUT_CHANGED where that shows too late, and the job would be made otherwise now;
   *     OUTPUT_NOT_WRITABLE where the dataset is being compacted for long; VERIFICATION and others
   */
  @SuppressWarnings("try") // The lock works by being there.
  void align(Job job, Path folder, String name, Schema first) throws IOException {
    Path staging = job.target().staging(job.id());
    Footer footer = ParquetFooters.read(staging);
    Optional<Schema> there;
    try (DatasetLock lock = new DatasetFolder(folder).lock()) {
      there = new DatasetFolder(folder).schema();
    }
    Schema now = there.orElse(first);
    if (now.equals(footer.schema())) {
      return;
    }
    Optional<WidenedFile> wider =
        Widening.of(footer.schema(), now)
            .map(widening -> new WidenedFile(staging, footer, widening))
            .filter(WidenedFile::isAllowed);
    if (wider.isPresent()) {
      widenPart(job, wider.get(), staging, name);
    } else if (there.isPresent() && Widening.of(now, footer.schema()).isPresent()) {
      new DatasetChange(job, folder, footer.schema(), books, contracts).run();
    } else {
      throw otherColumns(folder, now, footer.schema());
    }
  }

  /** The columns of what a job has staged. */
  static Schema staged(Job job) {
    return ParquetFooters.read(job.target().staging(job.id())).schema();
  }

  static LogFlowException otherColumns(Path folder, Schema now, Schema own) {
    return ErrorKind.CONFIGURATION.error(
        "The parts of the dataset %s have the columns %s, and this one has %s."
            .formatted(folder, now.columns(), own.columns()),
        "LogFlow with another history writes to it, too, or the history was lost: name another"
            + " folder.");
  }

  /** A job that was planned before the dataset got wider. */
  private static void widenPart(Job job, WidenedFile file, Path staging, String name)
      throws IOException {
    Path wide = staging.resolveSibling(job.id() + ".wide.tmp");
    Files.deleteIfExists(wide);
    try {
      file.write(name, wide, job.options(), job.resources(), job.control());
    } catch (Inexact e) {
      throw late(job, e);
    }
    new OutputFileSystem().syncFile(wide);
    Files.move(wide, staging, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static LogFlowException late(Job job, Inexact why) {
    return ErrorKind.INPUT_CHANGED.error(
        "The schema of the dataset changed while %s was converted, and values of one of both do not"
                .formatted(job.inputs().get(0).originalName())
            + " fit the other: "
            + why.getMessage()
            + ".",
        "Nothing was published; convert it again.",
        why);
  }

  /**
   * Fails where a job's input is in the dataset already, and nobody has said that it may come
   * again.
   *
   * @throws LogFlowException OUTPUT_EXISTS
   */
  static void requireNew(Job job, Path folder) {
    List<String> own =
        job.requirePlan().inputs().stream().flatMap(input -> input.sha256().stream()).toList();
    for (Path one : job.target().root().map(VersionFolders::of).orElse(List.of(folder))) {
      new DatasetFolder(one)
          .manifest().parts().stream()
              .filter(part -> part.inputs().stream().anyMatch(own::contains))
              .filter(part -> Files.exists(one.resolve(part.path())))
              .findFirst()
              .ifPresent(
                  part -> {
                    throw isThere(job, one.resolve(part.path()));
                  });
    }
  }

  private static LogFlowException isThere(Job job, Path part) {
    return ErrorKind.OUTPUT_EXISTS.error(
        "The rows of %s are in the dataset already, in %s."
            .formatted(job.inputs().get(0).originalName(), part),
        "Nothing was added. To have them twice, say so with --set conversion.on_existing=version.");
  }
}
