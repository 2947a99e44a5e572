package io.logflow.flow.compact;

import io.logflow.flow.JobOpener;
import io.logflow.flow.compact.CompactReport.Merged;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Target;
import io.logflow.parquet.Outputs;
import io.logflow.settings.Settings;
import io.logflow.store.Compactions;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes few large files of the small ones in folders of outputs. What the folder gets meanwhile is
 * left for the next time.
 */
public final class Compactor {
  private final Compactions books;
  private final JobOpener opener;
  private final Control control;
  private final Change change;

  /**
   * @param opener gives ids and temporary folders
   * @param settings how the new files are written, and with how much memory
   */
  public Compactor(StateStore store, JobOpener opener, Settings settings, Control control) {
    this.books = new Compactions(store);
    this.opener = opener;
    this.control = control;
    this.change = new Change(books, opener, settings, control);
  }

  /**
   * Compacts a folder.
   *
   * @param done hears of each folder that has Parquet files
   * @throws LogFlowException USAGE where it is no folder, an output itself, or is being compacted;
   *     VERIFICATION, DISK_FULL, OUTPUT_NOT_WRITABLE, INPUT_CHANGED and others: the files at hand
   *     are as they were then, and those that were compacted before stay so
   */
  public void run(CompactRequest request, Consumer<CompactReport> done) {
    for (Path one : folders(request.folder(), request.below())) {
      boolean output = Outputs.isFolder(one);
      Candidates candidates = output ? Candidates.ofParts(one, books) : Candidates.in(one, books);
      List<Bin> bins =
          output
              ? Bins.ofParts(candidates.root(), candidates.found(), request.targetBytes())
              : Bins.ofOutputs(candidates.found(), request.targetBytes());
      List<Merged> merged = new ArrayList<>();
      try {
        for (Bin bin : bins) {
          control.check();
          merged.add(request.dryRun() ? planned(bin) : change.run(bin));
        }
      } finally {
        if (candidates.files() > 0) {
          done.accept(new CompactReport(one, candidates.files(), merged, candidates.leftAlone()));
        }
      }
    }
  }

  private static List<Path> folders(Path folder, boolean below) {
    if (!Files.isDirectory(folder)) {
      throw ErrorKind.USAGE.error(
          folder + " is no folder.", "Name a folder of outputs: logflow compact FOLDER");
    }
    Path absolute = folder.toAbsolutePath().normalize();
    for (Path above = absolute.getParent(); above != null; above = above.getParent()) {
      if (Outputs.isFolder(above)) {
        throw ErrorKind.USAGE.error(
            absolute + " is within an output in parts, which a manifest lists.",
            "Name that output: logflow compact " + above);
      }
    }
    List<Path> all = new ArrayList<>();
    try {
      add(absolute, below, all);
    } catch (IOException | UncheckedIOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          absolute + " cannot be looked into: " + e.getMessage() + ".",
          "Name a folder that this user may read and write.",
          e);
    }
    return all;
  }

  private static void add(Path folder, boolean below, List<Path> all) throws IOException {
    if (folder.endsWith(Target.ASIDE)) {
      return;
    }
    all.add(folder);
    if (!below || Outputs.isFolder(folder)) {
      return;
    }
    List<Path> folders;
    try (Stream<Path> entries = Files.list(folder)) {
      folders =
          entries
              .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList();
    }
    for (Path next : folders) {
      add(next, true, all);
    }
  }

  private Merged planned(Bin bin) {
    return bin.report(bin.target(opener.nextId()), 0);
  }
}
