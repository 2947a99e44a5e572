package io.logflow.flow.compact;

import io.logflow.engine.DuckMerge;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.parquet.ParquetFooters;
import io.logflow.store.Compactions;
import io.logflow.store.Compactions.Maker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The Parquet files of one folder: those that may be compacted, by name, and why others may not.
 * Only what the history knows as the output of ended jobs, and under that name, is touched.
 */
final class Candidates {
  private static final Set<String> PUBLISHED = Set.of("completed", "completed_with_rejects");

  private final Compactions books;
  private final Map<String, String> leftAlone = new TreeMap<>();
  private final List<Candidate> found = new ArrayList<>();
  private Path root;
  private int files;

  private Candidates(Path root, Compactions books) {
    this.root = root;
    this.books = books;
  }

  /** A file of LogFlow's, and the jobs whose rows it holds. */
  private record Opened(Path file, FileStamp stamp, Footer footer, List<String> jobs) {}

  static Candidates in(Path folder, Compactions books) {
    Candidates candidates = new Candidates(folder, books);
    try (Stream<Path> all = Files.list(folder)) {
      candidates.look(
          all.filter(file -> file.getFileName().toString().endsWith(".parquet"))
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          folder + " cannot be listed: " + e.getMessage() + ".",
          "Name a folder that this user may read and write.",
          e);
    }
    return candidates;
  }

  /** The parts of an output that is a folder, in their order. */
  static Candidates ofParts(Path output, Compactions books) {
    Candidates candidates = new Candidates(output, books);
    try {
      candidates.lookAtParts(output);
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          output + " cannot be looked into: " + e.getMessage() + ".",
          "Check that it may be read and written.",
          e);
    }
    return candidates;
  }

  private void lookAtParts(Path output) throws IOException {
    FolderManifest manifest = FolderManifest.read(output);
    files = manifest.parts().size();
    String job = manifest.jobId();
    Maker maker = books.makers(List.of(job)).get(job);
    Optional<String> obstacle = obstacle(job, maker, output);
    if (obstacle.isPresent()) {
      leftAlone.put(output.getFileName().toString(), obstacle.get());
      return;
    }
    Path recorded = Compactions.place(maker, output).orElseThrow();
    root = recorded;
    Outputs.footer(output); // Fails where it is not what its manifest says.
    for (FolderManifest.Part part : manifest.parts()) {
      Path file = recorded.resolve(part.path());
      FileStamp stamp = FileStamp.of(file);
      found.add(new Candidate(file, stamp, ParquetFooters.read(file)));
    }
  }

  List<Candidate> found() {
    return found;
  }

  /** The folder; of an output that is a folder, as the history has it. */
  Path root() {
    return root;
  }

  Map<String, String> leftAlone() {
    return leftAlone;
  }

  int files() {
    return files;
  }

  private void look(List<Path> all) throws IOException {
    files = all.size();
    List<Opened> ours = new ArrayList<>();
    for (Path file : all) {
      open(file).ifPresent(ours::add);
    }
    Map<String, Maker> makers =
        books.makers(ours.stream().flatMap(file -> file.jobs().stream()).distinct().toList());
    for (Opened file : ours) {
      look(file, makers);
    }
  }

  private Optional<Opened> open(Path file) throws IOException {
    String name = file.getFileName().toString();
    try {
      FileStamp stamp = FileStamp.of(file);
      Footer footer = ParquetFooters.read(file);
      List<String> jobs =
          FooterMetadata.entries(footer.metadata()).stream()
              .map(entry -> entry.getOrDefault(FooterMetadata.JOB_ID, ""))
              .toList();
      Optional<String> obstacle =
          jobs.isEmpty()
              ? Optional.of("LogFlow did not write it")
              : footer.metadata().containsKey(FooterMetadata.PART)
                  ? Optional.of("it is a part of an output that is a folder")
                  : DuckMerge.obstacle(footer.schema());
      obstacle.ifPresent(why -> leftAlone.put(name, why));
      return obstacle.isPresent()
          ? Optional.empty()
          : Optional.of(new Opened(file, stamp, footer, jobs));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (LogFlowException e) {
      leftAlone.put(name, "it cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void look(Opened file, Map<String, Maker> makers) throws IOException {
    Map<String, Path> recorded = new LinkedHashMap<>();
    for (String job : file.jobs()) {
      Maker maker = makers.get(job);
      Optional<String> obstacle = obstacle(job, maker, file.file());
      if (obstacle.isPresent()) {
        leftAlone.put(file.file().getFileName().toString(), obstacle.get());
        return;
      }
      Path path = Compactions.place(maker, file.file()).orElseThrow();
      recorded.put(path.toString(), path);
    }
    found.add(new Candidate(recorded.values().iterator().next(), file.stamp(), file.footer()));
  }

  private static Optional<String> obstacle(String job, Maker maker, Path file) throws IOException {
    if (maker.path().isEmpty()) {
      return Optional.of(
          "the history does not know its job " + job + " ('logflow db recover FOLDER' enters it)");
    }
    if (maker.status().filter(status -> !PUBLISHED.contains(status)).isPresent()) {
      return Optional.of("its job " + job + " is " + maker.status().get());
    }
    if (Compactions.place(maker, file).isEmpty()) {
      return Optional.of("the history knows the output of job " + job + " under another name");
    }
    if (maker.replaced()) {
      return Optional.of("its inbox replaces outputs (on_existing: replace), and may replace it");
    }
    return maker.unsettled()
        ? Optional.of(
            "its job "
                + job
                + " is not settled: its input is to be put away, or a hook"
                + " to be called")
        : Optional.empty();
  }
}
