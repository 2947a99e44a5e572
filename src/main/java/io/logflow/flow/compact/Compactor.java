package io.logflow.flow.compact;

import io.logflow.flow.JobOpener;
import io.logflow.flow.compact.CompactReport.Merged;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.LogFlowException;
import io.logflow.job.Resources;
import io.logflow.job.Target;
import io.logflow.parquet.Outputs;
import io.logflow.publish.FolderSwap;
import io.logflow.publish.MergedFile;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes few large files of the small ones in folders of outputs. What the folder gets meanwhile is
 * left for the next time.
 */
public final class Compactor {
  private final Compactions books;
  private final JobOpener opener;
  private final Settings settings;
  private final Control control;

  /**
   * @param opener gives ids and temporary folders
   * @param settings how the new files are written, and with how much memory
   */
  public Compactor(StateStore store, JobOpener opener, Settings settings, Control control) {
    this.books = new Compactions(store);
    this.opener = opener;
    this.settings = settings;
    this.control = control;
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
      Candidates candidates = Candidates.in(one, books);
      List<Merged> merged = new ArrayList<>();
      try {
        for (List<Candidate> bin : Bins.of(candidates.found(), request.targetBytes())) {
          control.check();
          merged.add(request.dryRun() ? planned(bin) : merge(bin));
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
    for (Path above = absolute; above != null; above = above.getParent()) {
      if (Outputs.isFolder(above)) {
        throw ErrorKind.USAGE.error(
            above + " is one output in parts, which a manifest lists.",
            "Convert its input again with a larger max_file_size, or fewer partition_by columns.");
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
    if (folder.endsWith(Target.ASIDE) || Outputs.isFolder(folder)) {
      return;
    }
    all.add(folder);
    if (!below) {
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

  private Merged planned(List<Candidate> bin) {
    return report(bin, target(bin, opener.nextId()), 0);
  }

  private static Path target(List<Candidate> bin, String id) {
    Candidate first = bin.get(0);
    return first.path().resolveSibling(FolderSwap.nameOf(first.firstName(), id));
  }

  private static Merged report(List<Candidate> bin, Path target, long bytesAfter) {
    return new Merged(
        target,
        bin.stream().map(Candidate::name).toList(),
        bin.stream().mapToLong(one -> one.footer().rows()).sum(),
        bin.stream().mapToLong(Candidate::bytes).sum(),
        bytesAfter);
  }

  private Merged merge(List<Candidate> bin) {
    String id = opener.nextId();
    Path target = target(bin, id);
    Path temp = opener.scratch(settings, id);
    InterruptedCompactions.begins(id);
    try {
      Path real = target.getParent().toRealPath();
      if (!books.open(id, real, target, temp.toAbsolutePath(), System.currentTimeMillis())) {
        throw ErrorKind.USAGE.error(
            real + " is being compacted by another process.", "Wait for its end.");
      }
      FolderSwap swap = new FolderSwap(id, target);
      try {
        return swap(bin, id, swap, temp);
      } finally {
        FolderSwap.remove(temp);
      }
    } catch (IOException e) {
      throw FolderSwap.failure(e, target.getParent());
    } finally {
      InterruptedCompactions.ends(id);
    }
  }

  private Merged swap(List<Candidate> bin, String id, FolderSwap swap, Path temp)
      throws IOException {
    Merged merged;
    try {
      merged = prepared(bin, id, swap, temp);
    } catch (IOException | RuntimeException e) {
      undo(bin, id, swap, e);
      throw e;
    }
    Faults.at("compact-swapped");
    swap.finish(); // Where this fails, the next process does it.
    books.done(id, System.currentTimeMillis());
    return merged;
  }

  /** Where it cannot be undone now, the next process does it: the books still have it. */
  private void undo(List<Candidate> bin, String id, FolderSwap swap, Exception failure) {
    try {
      swap.undo(bin.stream().map(Candidate::path).toList());
      books.undone(id);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private Merged prepared(List<Candidate> bin, String id, FolderSwap swap, Path temp)
      throws IOException {
    Path target = target(bin, id);
    Merged planned = report(bin, target, 0);
    Path written = swap.prepare(2 * planned.bytesBefore());
    MergedFile file =
        new MergedFile(
            bin.stream().map(one -> new MergedFile.Source(one.path(), one.footer())).toList(),
            settings.conversion(),
            resources(temp),
            control);
    file.write(written);
    long bytes = Files.size(written);
    Faults.at("compact-written");
    List<Path> sources = bin.stream().map(Candidate::path).toList();
    Set<String> busy = books.take(id, target, sources.stream().map(Path::toString).toList());
    if (!busy.isEmpty()) {
      throw ErrorKind.INPUT_CHANGED.error(
          busy.iterator().next() + " is just being published anew.",
          "The files are as they were; compact the folder again.");
    }
    Faults.at("compact-taken");
    swap.close();
    swap.putAway(sources, bin.stream().map(Candidate::stamp).toList());
    swap.give(sources);
    books.swapped(id, bin.size(), planned.rows(), planned.bytesBefore(), bytes);
    return report(bin, target, bytes);
  }

  private Resources resources(Path temp) {
    return new Resources(settings.engine().threads(), settings.engine().memoryLimitBytes(), temp);
  }
}
