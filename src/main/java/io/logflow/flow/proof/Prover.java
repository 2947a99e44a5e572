package io.logflow.flow.proof;

import io.logflow.flow.JobConfig;
import io.logflow.job.Contract;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Request;
import io.logflow.job.Sha256;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.publish.ValueCheck;
import io.logflow.publish.ValueCheck.Difference;
import io.logflow.store.Compactions;
import io.logflow.store.Contracts;
import io.logflow.store.Jobs;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads an output again and compares it with what its job counted when it read the input: the
 * counts stand in the footer, their SHA-256 in the history. Where the input is still there, it is
 * scanned again, too.
 */
public final class Prover {
  /** What the history calls the SHA-256 of the counts. */
  private static final String SUM = "column_hashes_sha256";

  private final BiFunction<Request, Contract, Job> planner;
  private final Jobs jobs;
  private final Contracts contracts;
  private final Compactions compactions;
  private final int threads;

  /**
   * @param planner scans an input as a request and a contract ask
   * @param store the history
   * @param threads how many threads read
   */
  public Prover(BiFunction<Request, Contract, Job> planner, StateStore store, int threads) {
    this.planner = planner;
    this.jobs = new Jobs(store);
    this.contracts = new Contracts(store);
    this.compactions = new Compactions(store);
    this.threads = threads;
  }

  /**
   * Proves a job's output.
   *
   * @param id the job's id, its beginning or its end
   * @throws io.logflow.job.LogFlowException USAGE where there is no such job, it has no output, a
   *     later job has replaced it, or it was made by a version that kept no counts; INPUT_NOT_FOUND
   *     where the output is gone; VERIFICATION where it does not hold what was read
   */
  public Proof prove(String id) {
    StoredJob job = jobs.find(id);
    Path output =
        job.text("output_path")
            .filter(path -> job.text("row_count").isPresent())
            .map(Path::of)
            .map(compactions::current)
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
    Footer footer = Outputs.footer(output);
    List<Map<String, String>> entries = FooterMetadata.entries(footer.metadata());
    requireOwn(job, output, entries);
    Counted counted = new Counted(footer, job.id());
    List<Optional<ChunkCount>> read = counted(job, output, counted);
    List<Optional<ChunkCount>> all =
        counted
            .ofAll()
            .orElseThrow(() -> differs(job, output, "its footer does not say what was read", ""));
    requireRows(job, output, read, counted.rows());
    requireRows(job, output, all, footer.rows());
    ValueCheck found = ValueCheck.ofOutput(output, threads, Control.NONE);
    Source source = new Source(job, counted.inputs());
    Contract contract = JobContract.of(job, output, footer, contracts);
    Optional<Difference> difference = found.difference(all);
    if (difference.isPresent()) {
      throw differs(
          job,
          output,
          difference.get().text(),
          laidOut(output, footer) || counted.others() > 0
              ? ""
              : where(found, source, difference.get(), contract));
    }
    Optional<String> changed = Outputs.changedPart(output);
    if (changed.isPresent()) {
      String part = changed.get() + " has another SHA-256 than its manifest says";
      throw differs(job, output, part, "");
    }
    String note = compare(job, output, footer, counted.now().orElse(read), source, contract);
    return new Proof(
        job.id(),
        output,
        footer.rows(),
        (int) read.stream().flatMap(Optional::stream).count(),
        footer.rowGroups(),
        note.isEmpty() ? source.path() : Optional.empty(),
        note,
        JobConfig.metric(job, SUM).isPresent(),
        counted.others());
  }

  private static void requireRows(
      StoredJob job, Path output, List<Optional<ChunkCount>> columns, long written) {
    for (ChunkCount column : columns.stream().flatMap(Optional::stream).toList()) {
      long rows = column.values() + column.nulls();
      if (rows != written) {
        throw differs(job, output, "it has " + written + " rows instead of " + rows, "");
      }
    }
  }

  /** Rows then lie otherwise than in the input, which cannot tell where they differ. */
  private static boolean laidOut(Path output, Footer footer) {
    return Outputs.isFolder(output) || footer.metadata().containsKey(FooterMetadata.SORTED_BY);
  }

  private void requireOwn(StoredJob job, Path output, List<Map<String, String>> entries) {
    List<String> makers =
        entries.stream().map(entry -> entry.getOrDefault(FooterMetadata.JOB_ID, "")).toList();
    if (makers.contains(job.id())) {
      return;
    }
    Optional<String> later = makers.stream().filter(jobs::exists).findFirst();
    if (later.isPresent()) {
      throw ErrorKind.USAGE.error(
          "The output of job " + job.id() + " was replaced by that of job " + later.get() + ".",
          "'logflow prove " + later.get() + "' proves what is there now.");
    }
    throw differs(job, output, "it was made by a job unknown here, or by another program", "");
  }

  /** What the footer says was counted, if that is what the history knows of. */
  private static List<Optional<ChunkCount>> counted(StoredJob job, Path output, Counted counted) {
    Optional<String> known = JobConfig.metric(job, SUM);
    String text = counted.text();
    if (text.isEmpty() && known.isEmpty()) {
      throw ErrorKind.USAGE.error(
          output + " was made by a version of LogFlow that did not keep what it had counted.",
          "Convert its input again to have an output that can be proven.");
    }
    Optional<List<Optional<ChunkCount>>> counts = counted.columns();
    if (counts.isEmpty()) {
      throw differs(job, output, "its footer does not say what was read", "");
    }
    if (known.isPresent() && !known.get().equals(Sha256.of(text))) {
      throw differs(job, output, "its footer says something else than the history", "");
    }
    return counts.get();
  }

  /** The row group that differs, where the input can tell; nothing must hide that it does. */
  private String where(ValueCheck found, Source source, Difference difference, Contract contract) {
    try {
      if (!source.note().isEmpty()) {
        return "";
      }
      Job planned = planner.apply(source.request(), contract);
      // What it was unpacked to is gone with the plan's temporary folder.
      boolean unpacked = planned.inputs().stream().anyMatch(input -> input.unpacked().isPresent());
      return unpacked || !source.sameSettings(planned)
          ? ""
          : found.where(planned, planned.requirePlan(), difference);
    } catch (IOException | LogFlowException unreadable) {
      return "";
    }
  }

  /** Scans the input again; why that says nothing, or nothing where it gave the same. */
  private String compare(
      StoredJob job,
      Path output,
      Footer footer,
      List<Optional<ChunkCount>> read,
      Source source,
      Contract contract) {
    Job planned;
    try {
      if (!source.note().isEmpty()) {
        return source.note();
      }
      planned = planner.apply(source.request(), contract);
    } catch (IOException e) {
      return "it cannot be read (" + e + ")";
    } catch (LogFlowException e) {
      return "it cannot be read as it was: " + e.getMessage().replaceAll("\\.$", "");
    }
    if (!source.sameSettings(planned)) {
      return "this version would read it with other settings";
    }
    boolean same =
        planned.requirePlan().schema().equals(footer.schema())
            && isSame(ColumnProof.of(planned.requirePlan()), read);
    if (!same) {
      Path path = source.path().orElseThrow();
      throw differs(job, output, "this version reads other values from " + path, "");
    }
    return "";
  }

  /** Of a column that was written anew with another type nothing may be told. */
  private static boolean isSame(
      List<Optional<ChunkCount>> again, List<Optional<ChunkCount>> counted) {
    boolean same = again.size() == counted.size();
    for (int column = 0; same && column < again.size(); column++) {
      same = counted.get(column).isEmpty() || again.get(column).equals(counted.get(column));
    }
    return same;
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
}
