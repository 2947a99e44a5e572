package io.logflow.flow.compact;

import io.logflow.flow.JobOpener;
import io.logflow.flow.compact.CompactReport.Merged;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.Resources;
import io.logflow.job.Sha256;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.FolderManifest.Part;
import io.logflow.publish.DatasetFolder;
import io.logflow.publish.DatasetLock;
import io.logflow.publish.FolderSwap;
import io.logflow.publish.MergedFile;
import io.logflow.settings.Settings;
import io.logflow.store.Compactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes one file of several, and lets it take their place, in the folder and in the books. */
final class Change {
  private final Compactions books;
  private final JobOpener opener;
  private final Settings settings;
  private final Control control;

  Change(Compactions books, JobOpener opener, Settings settings, Control control) {
    this.books = books;
    this.opener = opener;
    this.settings = settings;
    this.control = control;
  }

  /** Makes it; where it throws, all is as it was, or will be when the next process starts. */
  Merged run(Bin bin) {
    String id = opener.nextId();
    Path target = bin.target(id);
    Path temp = opener.scratch(settings, id);
    InterruptedCompactions.begins(id);
    try {
      Path real = bin.place().toRealPath();
      if (!books.open(id, real, target, temp.toAbsolutePath(), System.currentTimeMillis())) {
        throw ErrorKind.USAGE.error(
            real + " is being compacted by another process.", "Wait for its end.");
      }
      try {
        return change(bin, id, new FolderSwap(id, target), temp);
      } finally {
        FolderSwap.remove(temp);
      }
    } catch (IOException e) {
      throw FolderSwap.failure(e, target.getParent());
    } finally {
      InterruptedCompactions.ends(id);
    }
  }

  private Merged change(Bin bin, String id, FolderSwap swap, Path temp) throws IOException {
    Optional<DatasetLock> lock = Optional.empty();
    try {
      Merged merged;
      try {
        written(bin, id, swap, temp);
        lock = DatasetFolder.enter(bin.target(id).getParent()); // Nobody adds a part meanwhile.
        merged = swapped(bin, id, swap);
      } catch (IOException | RuntimeException e) {
        undo(bin, id, swap, e);
        throw e;
      }
      Faults.at("compact-swapped");
      swap.finish(); // Where this fails, the next process does it.
      books.done(id, System.currentTimeMillis());
      return merged;
    } finally {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }

  /** Where it cannot be undone now, the next process does it: the books still have it. */
  private void undo(Bin bin, String id, FolderSwap swap, Exception failure) {
    try {
      swap.undo(bin.paths());
      books.undone(id);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void written(Bin bin, String id, FolderSwap swap, Path temp) throws IOException {
    Path target = bin.target(id);
    Path written = swap.prepare(2 * bin.report(target, 0).bytesBefore());
    write(bin, target, written, swap, temp);
    Faults.at("compact-written");
  }

  private Merged swapped(Bin bin, String id, FolderSwap swap) throws IOException {
    Path target = bin.target(id);
    Merged planned = bin.report(target, 0);
    long bytes = swap.bytesWritten();
    take(bin, id, target);
    Faults.at("compact-taken");
    swap.close();
    swap.putAway(bin.paths(), bin.files().stream().map(Candidate::stamp).toList());
    swap.give(bin.paths());
    books.swapped(id, bin.files().size(), planned.rows(), planned.bytesBefore(), bytes);
    return bin.report(target, bytes);
  }

  private void write(Bin bin, Path target, Path written, FolderSwap swap, Path temp)
      throws IOException {
    MergedFile file =
        new MergedFile(
            bin.files().stream()
                .map(one -> new MergedFile.Source(one.path(), one.footer()))
                .toList(),
            settings.conversion(),
            new Resources(settings.engine().threads(), settings.engine().memoryLimitBytes(), temp),
            control);
    if (bin.output().isEmpty()) {
      file.write(written);
      return;
    }
    Path output = bin.output().get();
    String path = pathIn(output, target);
    file.writePart(written, path);
    Set<String> gone =
        bin.paths().stream().map(part -> pathIn(output, part)).collect(Collectors.toSet());
    Part made = new Part(path, file.rows(), Files.size(written), Sha256.of(written), Map.of());
    swap.keepManifest(FolderManifest.merged(output, gone, made));
  }

  private static String pathIn(Path output, Path part) {
    return output.relativize(part).toString().replace('\\', '/');
  }

  private void take(Bin bin, String id, Path target) {
    List<String> paths = bin.paths().stream().map(Path::toString).toList();
    Set<String> busy = books.take(id, target, paths);
    busy.addAll(books.busy(bin.output().stream().map(Path::toString).toList()));
    if (!busy.isEmpty()) {
      throw ErrorKind.INPUT_CHANGED.error(
          busy.iterator().next() + " is just being published anew.",
          "The files are as they were; compact the folder again.");
    }
  }
}
