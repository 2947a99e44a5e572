package io.logflow.flow.proof;

import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Request;
import io.logflow.job.Sha256;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ParquetFooters;
import io.logflow.publish.ValueCheck;
import io.logflow.publish.ValueCheck.Difference;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads an output again and compares it with what its job counted when it read the input: the
 * counts stand in the footer, their SHA-256 in the history. Where the input is still there, it is
 * scanned again, too.
 */
public final class Prover {
  private final Function<Request, Job> planner;
  private final Control control;

  /**
   * @param planner scans an input as a request asks
   */
  public Prover(Function<Request, Job> planner, Control control) {
    this.planner = planner;
    this.control = control;
  }

  /**
   * Proves a job's output.
   *
   * @throws io.logflow.job.LogFlowException USAGE where the job has no output; INPUT_NOT_FOUND
   *     where it is gone; VERIFICATION where it does not hold what was read; CANCELLED
   */
  public Proof prove(StoredJob job) {
    Path output =
        job.text("output_path")
            .filter(path -> job.text("row_count").isPresent())
            .map(Path::of)
            .orElseThrow(() -> withoutOutput(job));
    try {
      return prove(job, output);
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          output + " cannot be read: " + e.getMessage() + ".",
          "Check that the file is still there and may be read.",
          e);
    }
  }

  private Proof prove(StoredJob job, Path output) throws IOException {
    Footer footer = ParquetFooters.read(output);
    List<Map<String, String>> entries = FooterMetadata.entries(footer.metadata());
    if (entries.stream().noneMatch(entry -> job.id().equals(entry.get(FooterMetadata.JOB_ID)))) {
      throw differs(job, output, "it was made by another job, or by another program", "");
    }
    List<Optional<ChunkCount>> read = counted(job, output, footer);
    int threads = Runtime.getRuntime().availableProcessors();
    ValueCheck found = ValueCheck.of(output, threads, control);
    Source source = Source.of(job, entries.size());
    Optional<Difference> difference = found.difference(read);
    if (difference.isPresent()) {
      String where = source.usable() ? where(found, source, difference.get()) : "";
      throw differs(job, output, difference.get().text(), where);
    }
    String note = source.usable() ? compare(job, output, footer, read, source) : source.note();
    return new Proof(
        job.id(),
        output,
        footer.rows(),
        footer.schema().size(),
        footer.rowGroups(),
        note.isEmpty() ? Optional.of(source.path()) : Optional.empty(),
        note);
  }

  /** What the footer says was counted, if that is what the history knows of. */
  private static List<Optional<ChunkCount>> counted(StoredJob job, Path output, Footer footer) {
    String text = footer.metadata().getOrDefault(FooterMetadata.COLUMN_HASHES, "");
    Optional<List<Optional<ChunkCount>>> counts = ColumnProof.parse(text);
    if (counts.isEmpty() || counts.get().size() != footer.schema().size()) {
      throw differs(job, output, "its footer does not say what was read", "");
    }
    Optional<String> known = JobConfig.metric(job, "column_hashes_sha256");
    if (known.isPresent() && !known.get().equals(Sha256.of(text))) {
      throw differs(job, output, "its footer says something else than the history", "");
    }
    return counts.get();
  }

  private String where(ValueCheck found, Source source, Difference difference) throws IOException {
    Job planned = planner.apply(source.request());
    // What it was unpacked to is gone with the plan's temporary folder.
    boolean unpacked = planned.inputs().stream().anyMatch(input -> input.unpacked().isPresent());
    return unpacked ? "" : found.where(planned, planned.requirePlan(), difference);
  }

  /** Scans the input again; why that says nothing, or nothing where it gave the same. */
  private String compare(
      StoredJob job, Path output, Footer footer, List<Optional<ChunkCount>> read, Source source) {
    Job planned = planner.apply(source.request());
    if (!job.text("config_hash").equals(Optional.of(planned.settings().configHash()))) {
      return "this version would read it with other settings";
    }
    boolean same =
        planned.requirePlan().schema().equals(footer.schema())
            && ColumnProof.of(planned.requirePlan()).equals(read);
    if (!same) {
      throw differs(job, output, "this version reads other values from " + source.path(), "");
    }
    return "";
  }

  private static RuntimeException withoutOutput(StoredJob job) {
    return ErrorKind.USAGE.error(
        "Job " + job.id() + " is " + job.text("status").orElse("?") + " and has no output.",
        "Name a job that is completed; 'logflow jobs list --status completed' shows them.");
  }

  private static RuntimeException differs(
      StoredJob job, Path output, String difference, String where) {
    return ErrorKind.VERIFICATION.error(
        "%s is not what job %s published: %s%s.".formatted(output, job.id(), difference, where),
        "Do not use the file; convert the input again, and find out who changed the file.");
  }

  /**
   * The input of a job.
   *
   * @param path where it was found
   * @param request how it was read
   * @param note why it cannot be read again; empty where it can
   */
  private record Source(Path path, Request request, String note) {

    static Source of(StoredJob job, int inputs) throws IOException {
      if (inputs > 1) {
        return none("it is one of " + inputs + " inputs of this file");
      }
      for (String column : List.of("archive_path", "input_path")) {
        Optional<Path> path = job.text(column).map(Path::of).filter(Files::isRegularFile);
        if (path.isPresent() && job.text("input_sha256").equals(Optional.of(hash(path.get())))) {
          return new Source(path.get(), JobConfig.request(job, path.get()), "");
        }
      }
      return none("it is gone, or its contents are others by now");
    }

    private static String hash(Path path) throws IOException {
      return Sha256.of(path);
    }

    private static Source none(String note) {
      return new Source(null, null, note);
    }

    boolean usable() {
      return note.isEmpty();
    }
  }
}
