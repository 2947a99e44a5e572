package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Faults;
import io.logflow.job.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts files that were written anew in the place of all parts of a dataset. Readers must not find
 * parts of two schemas, so a barrier stands in the folder meanwhile, as with {@link FolderSwap}.
 * Once its journal is written the change can only be carried out, by whoever has the lock of the
 * dataset next, and any number of times: new names come, then the old ones go. Names never come
 * again.
 */
final class DatasetSwap {
  private static final String JOURNAL = ".swap.tmp";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<Pair>> PAIRS = new TypeReference<>() {};

  private final OutputFileSystem files = new OutputFileSystem();
  private final Path folder;
  private final String id;
  private final Target any;

  /** The file names of a part before and after. */
  record Pair(String source, String target) {}

  /**
   * @param id of the change, like a job's
   */
  DatasetSwap(Path folder, String id) {
    this.folder = folder;
    this.id = id;
    this.any = new Target(folder, id + FileNames.PARQUET, folder.toString());
  }

  /** Those of a folder that were begun and are not forgotten yet. */
  static List<DatasetSwap> in(Path folder) throws IOException {
    List<DatasetSwap> all = new ArrayList<>();
    Path staging = new DatasetSwap(folder, "").journal().getParent();
    if (!Files.isDirectory(staging)) {
      return all;
    }
    try (Stream<Path> staged = Files.list(staging)) {
      for (Path path : staged.sorted().toList()) {
        String name = path.getFileName().toString();
        if (name.endsWith(JOURNAL)) {
          String id = name.substring(0, name.length() - JOURNAL.length());
          all.add(new DatasetSwap(folder, id));
        }
      }
    } catch (NoSuchFileException none) {
      return all;
    }
    return all;
  }

  /** Makes room beside the data. */
  void prepare(long bytes) throws IOException {
    FreeSpace.require(folder, bytes, "writing its parts anew");
    new Staging().hold(any, id);
  }

  /** The file to write in the place of a part. */
  Path staged(int number) {
    return beside(".%05d.tmp".formatted(number));
  }

  private Path journal() {
    return beside(JOURNAL);
  }

  private Path beside(String ending) {
    return any.staging(id).resolveSibling(id + ending);
  }

  /** Decides for it, when all files are written: durably, in one step. */
  void decide(List<Pair> pairs) throws IOException {
    for (int number = 0; number < pairs.size(); number++) {
      files.syncFile(staged(number));
    }
    Path written = beside(".swap-written.tmp");
    Files.write(written, JSON.writeValueAsBytes(pairs));
    files.syncFile(written);
    files.replace(written, journal());
    files.syncFolder(journal().getParent());
  }

  boolean isDecided() {
    return Files.exists(journal());
  }

  List<Pair> pairs() throws IOException {
    return JSON.readValue(Files.readAllBytes(journal()), PAIRS);
  }

  /** Carries it out as far as that is not done; readers are kept out until {@link #open}. */
  void carryOut() throws IOException {
    List<Pair> pairs = pairs();
    if (isDone(pairs)) {
      return;
    }
    close();
    for (int number = 0; number < pairs.size(); number++) {
      if (Files.exists(staged(number))) {
        files.add(staged(number), folder.resolve(pairs.get(number).target()));
      }
      Faults.at("dataset-given");
    }
    files.syncFolder(folder);
    for (Pair pair : pairs) {
      Path source = folder.resolve(pair.source());
      if (Files.exists(source) && Files.notExists(folder.resolve(pair.target()))) {
        throw new NoSuchFileException(pair.target()); // Somebody has cleared staging up.
      }
      Faults.file();
      Files.deleteIfExists(source);
      Faults.at("dataset-gone");
    }
    files.syncFolder(folder);
    for (int number = 0; number < pairs.size(); number++) {
      Files.deleteIfExists(staged(number));
    }
  }

  private boolean isDone(List<Pair> pairs) {
    for (int number = 0; number < pairs.size(); number++) {
      if (Files.exists(staged(number))
          || Files.exists(folder.resolve(pairs.get(number).source()))) {
        return false;
      }
    }
    return true;
  }

  private void close() throws IOException {
    if (!Files.exists(barrier(), LinkOption.NOFOLLOW_LINKS)) {
      Path barred = beside(".barrier.tmp");
      Files.writeString(barred, FolderSwap.SAYS, UTF_8);
      files.syncFile(barred);
      files.addDurably(barred, barrier());
    }
    Faults.at("dataset-barrier");
  }

  private Path barrier() {
    return FolderSwap.barrier(folder, id);
  }

  /** Gives the folder back to readers. */
  void open() throws IOException {
    if (Files.exists(barrier(), LinkOption.NOFOLLOW_LINKS)) {
      Faults.file();
      Files.delete(barrier());
      files.syncFolder(folder);
    }
  }

  /** Forgets it: what is left of it in staging goes. */
  void clear() throws IOException {
    Staging.removeStaged(any, id, List.of(id));
  }
}
