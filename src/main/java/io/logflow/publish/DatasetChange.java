package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.Job;
import io.logflow.job.JobIds;
import io.logflow.job.LogFlowException;
import io.logflow.job.Schema;
import io.logflow.job.SchemaVersion;
import io.logflow.job.Target;
import io.logflow.job.Widening;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ParquetFooters;
import io.logflow.publish.DatasetSwap.Pair;
import io.logflow.publish.WidenedFile.Inexact;
import io.logflow.store.Compactions;
import io.logflow.store.Compactions.Maker;
import io.logflow.store.Compactions.Unfinished;
import io.logflow.store.Contracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes all parts of a dataset anew with the wider columns of a new one, and lets them take their
 * place. It stands in the books of compactions, with the folder as its target, so that the rows of
 * each job are found, and what a dead process has begun is brought to an end.
 */
public final class DatasetChange {
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long MOST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** Changes that this process works on. */
  private static final Set<String> RUNNING = ConcurrentHashMap.newKeySet();

  private final String id = new JobIds(Clock.systemUTC()).next();
  private final Job job;
  private final Path folder;
  private final Schema schema;
  private final Compactions books;
  private final Contracts contracts;
  private final DatasetFolder dataset;
  private final DatasetSwap swap;

  /**
   * @param job whose part asks for it
   * @param schema the columns to come
   */
  DatasetChange(Job job, Path folder, Schema schema, Compactions books, Contracts contracts) {
    this.job = job;
    this.folder = folder;
    this.schema = schema;
    this.books = books;
    this.contracts = contracts;
    this.dataset = new DatasetFolder(folder);
    this.swap = new DatasetSwap(folder, id);
  }

  /** Makes it, unless another job was faster. */
  @SuppressWarnings("try") // The lock works by being there.
  void run() throws IOException {
    RUNNING.add(id);
    try {
      open();
      try (DatasetLock lock = dataset.lock()) {
        change();
      } finally {
        if (!swap.isDecided()) {
          swap.clear();
          books.undone(id);
        }
      }
    } finally {
      RUNNING.remove(id);
    }
  }

  /** Waits while the folder is being compacted. */
  private void open() throws IOException {
    Path real = folder.toRealPath();
    Path temp = job.resources().tempDir().toAbsolutePath();
    long began = System.nanoTime();
    while (!books.open(id, real, real, temp, System.currentTimeMillis())) {
      job.control().check();
      if (System.nanoTime() - began > MOST_WAIT_NANOS) {
        throw busy();
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  private LogFlowException busy() {
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The dataset " + folder + " is to be written with wider columns, and is being compacted.",
        "It is tried again; else convert the file again when 'logflow compact' has ended.");
  }

  private void change() throws IOException {
    dataset.list();
    if (dataset.schema().filter(schema::equals).isPresent()) {
      return; // Another job was faster.
    }
    if (dataset.isBarred()) {
      throw busy();
    }
    List<String> names = dataset.names();
    long before = 0;
    for (String name : names) {
      before += Files.size(folder.resolve(name));
    }
    swap.prepare(2 * before);
    List<Pair> pairs = new ArrayList<>();
    List<Footer> footers = new ArrayList<>();
    for (int number = 0; number < names.size(); number++) {
      String name = names.get(number);
      footers.add(write(folder.resolve(name), swap.staged(number)));
      pairs.add(new Pair(name, FolderSwap.nameOf(name, id)));
    }
    Faults.at("dataset-written");
    books.takeEach(id, taken(pairs, footers));
    Faults.at("dataset-taken");
    swap.decide(pairs);
    Faults.at("dataset-decided");
    swap.carryOut();
    dataset.list();
    Faults.at("dataset-listed");
    swap.open();
    Faults.at("dataset-opened");
    booked(books, folder, id, pairs, before);
    swap.clear();
    books.done(id, System.currentTimeMillis());
  }

  private Footer write(Path part, Path target) throws IOException {
    job.control().check();
    Footer footer = ParquetFooters.read(part);
    Widening widening =
        Widening.of(footer.schema(), schema)
            .orElseThrow(() -> Datasets.otherColumns(part.getParent(), footer.schema(), schema));
    try {
      new WidenedFile(part, footer, widening)
          .write(
              part.getFileName().toString(), target, job.options(), job.resources(), job.control());
    } catch (Inexact e) {
      beginVersion(e);
      throw Datasets.late(job, e);
    }
    return footer;
  }

  /** Where the history finds the rows of each part, by the names that it has for them. */
  private Map<String, String> taken(List<Pair> pairs, List<Footer> footers) throws IOException {
    List<List<String>> jobs = footers.stream().map(DatasetChange::jobs).toList();
    Map<String, Maker> makers = books.makers(jobs.stream().flatMap(List::stream).toList());
    Map<String, String> targets = new LinkedHashMap<>();
    for (int number = 0; number < pairs.size(); number++) {
      Path part = folder.resolve(pairs.get(number).source());
      for (String job : jobs.get(number)) {
        Path known = Compactions.place(makers.get(job), part).orElse(part);
        targets.put(known.toString(), known.resolveSibling(pairs.get(number).target()).toString());
      }
    }
    return targets;
  }

  private static List<String> jobs(Footer footer) {
    return FooterMetadata.entries(footer.metadata()).stream()
        .map(entry -> entry.getOrDefault(FooterMetadata.JOB_ID, ""))
        .toList();
  }

  private static void booked(
      Compactions books, Path folder, String id, List<Pair> pairs, long before) throws IOException {
    long rows = 0;
    long bytes = 0;
    for (Pair pair : pairs) {
      Path file = folder.resolve(pair.target());
      if (Files.exists(file)) {
        rows += ParquetFooters.read(file).rows();
        bytes += Files.size(file);
      }
    }
    books.swappedEach(id, pairs.size(), rows, before, bytes);
    Faults.at("dataset-booked");
  }

  /** Whether this process is working on a change. */
  public static boolean isRunning(String id) {
    return RUNNING.contains(id);
  }

  /**
   * Brings the change of a dead process to an end: carried out where it was decided for, else
   * undone.
   *
   * @return whether that was possible now; not, while somebody else changes the dataset
   */
  @SuppressWarnings("try") // The lock works by being there.
  public static boolean settle(Compactions books, Unfinished one) throws IOException {
    if (!Files.isDirectory(one.folder())) {
      books.undone(one.id());
      return true;
    }
    Optional<DatasetLock> lock = DatasetLock.ifFree(one.folder());
    if (lock.isEmpty()) {
      return false;
    }
    try (DatasetLock held = lock.get()) {
      DatasetFolder.refresh(one.folder()); // Carries out what is decided.
      DatasetSwap swap = new DatasetSwap(one.folder(), one.id());
      if (swap.isDecided() && !one.swapped()) {
        booked(books, one.folder(), one.id(), swap.pairs(), 0);
      }
      boolean swapped = swap.isDecided() || one.swapped();
      swap.clear();
      if (swapped) {
        books.done(one.id(), System.currentTimeMillis());
      } else {
        books.undone(one.id());
      }
    }
    return true;
  }

  /**
   * A part came in between that does not fit the schema that was agreed on: what asks for that goes
   * to a folder of its own from now on.
   */
  private void beginVersion(Inexact why) {
    Optional<SchemaVersion> newest =
        job.agreement().current().flatMap(known -> contracts.newest(known.folder()));
    if (newest.filter(one -> one.version() == job.target().version()).isEmpty()) {
      return;
    }
    SchemaVersion last = newest.get();
    Path root = Path.of(last.folder());
    int version = last.version() + 1;
    while (Files.exists(Target.versionFolder(root, version))) {
      version++;
    }
    List<String> changes =
        List.of("Parts of the dataset cannot have it: " + why.getMessage() + ".");
    contracts.add(
        new SchemaVersion(
            last.folder(),
            last.revision() + 1,
            version,
            last.contract(),
            changes,
            job.id(),
            System.currentTimeMillis()));
  }
}
