package io.logflow.cli;

import io.logflow.client.RemoteJob;
import io.logflow.flow.PlanFacts;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what became of each file, sums up a run of many, and knows the exit code. */
final class RunReport {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean quiet;
  private final long start = System.nanoTime();
  private final List<Outcome> outcomes = new ArrayList<>();
  private boolean fetchedWithRejects;
  private final List<LogFlowException> failures = new ArrayList<>();

  RunReport(PrintWriter out, PrintWriter err, boolean json, boolean quiet) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.quiet = quiet;
  }

  /** A progress line for one job; shows nothing where nothing is wanted. */
  ProgressLine progress(String name, long bytes, boolean planOnly) {
    boolean terminal = Boolean.getBoolean("logflow.terminal");
    return new ProgressLine(err, terminal, Printable.text(name), bytes, planOnly, quiet || json);
  }

  synchronized void converted(Outcome outcome) {
    outcomes.add(outcome);
    if (json) {
      JsonOutput.printLine(out, OutcomePrinter.facts(outcome));
    } else if (!quiet) {
      out.println(OutcomePrinter.line(outcome));
      outcome
          .rejects()
          .ifPresent(file -> out.println("  rejected rows: " + Printable.text(file.toString())));
      outcome.warnings().forEach(warning -> out.println("  note: " + Printable.text(warning)));
    }
    out.flush();
  }

  /** What a server has converted, and has come back. */
  synchronized void fetched(Path input, Path output, RemoteJob job) {
    long rejected = job.number("rejected_rows").orElse(0);
    fetchedWithRejects |= rejected > 0;
    if (json) {
      Map<String, Object> facts = new LinkedHashMap<>(job.document());
      facts.put("input", input.toString());
      facts.put("output", output.toString());
      JsonOutput.printLine(out, facts);
    } else if (!quiet) {
      out.println(
          Printable.text(input + " -> " + output)
              + ": "
              + rows(job)
              + (rejected == 0 ? "" : ", " + Figures.counted(rejected, "row") + " rejected")
              + ", job "
              + Printable.text(job.id()));
    }
    out.flush();
  }

  private static String rows(RemoteJob job) {
    return job.status().equals("duplicate")
        ? "converted before"
        : Figures.counted(job.number("row_count").orElse(0), "row");
  }

  synchronized void planned(Job job) {
    if (json) {
      JsonOutput.printLine(out, PlanFacts.of(job));
    } else if (!quiet) {
      PlanPrinter.summary(job).forEach(out::println);
    }
    out.flush();
  }

  synchronized void failed(LogFlowException failure, List<String> inputs) {
    failures.add(failure);
    if (json) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("status", failure.kind() == ErrorKind.CANCELLED ? "cancelled" : "failed");
      facts.put("inputs", inputs);
      facts.put("error_kind", failure.kind().name());
      facts.put("error", failure.getMessage());
      facts.put("remedy", failure.remedy());
      JsonOutput.printLine(out, facts);
      out.flush();
    }
    ErrorPrinter.print(failure, err);
  }

  /** Sums up a run of more than one job. */
  synchronized void summary(int wanted) {
    if (wanted < 2 || json || quiet) {
      return;
    }
    int left = wanted - outcomes.size() - failures.size();
    out.println(
        Figures.counted(wanted, "file")
            + ": "
            + outcomes.size()
            + " converted"
            + (withRejects() == 0 ? "" : " (" + withRejects() + " with rejected rows)")
            + ", "
            + failures.size()
            + " failed"
            + (left == 0 ? "" : ", " + left + " not tried (--keep-going tries all)")
            + "; "
            + Figures.counted(outcomes.stream().mapToLong(Outcome::rowsWritten).sum(), "row")
            + ", "
            + Figures.bytes(outcomes.stream().mapToLong(Outcome::inputBytes).sum())
            + " -> "
            + Figures.bytes(outcomes.stream().mapToLong(Outcome::outputBytes).sum())
            + ", "
            + Figures.duration((System.nanoTime() - start) / 1_000_000));
    out.flush();
  }

  private long withRejects() {
    return outcomes.stream()
        .filter(outcome -> outcome.status() == JobStatus.COMPLETED_WITH_REJECTS)
        .count();
  }

  /** 0; 9 with rejected rows; the code of the failures' kind; 15 where they differ. */
  synchronized int exitCode() {
    List<Integer> codes =
        failures.stream().map(failure -> failure.kind().exitCode()).distinct().toList();
    if (codes.isEmpty()) {
      return withRejects() == 0 && !fetchedWithRejects ? 0 : ErrorKind.EXIT_COMPLETED_WITH_REJECTS;
    }
    return codes.size() == 1 ? codes.get(0) : ErrorKind.EXIT_SOME_FAILED;
  }
}
