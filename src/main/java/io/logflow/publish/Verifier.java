package io.logflow.publish;

import io.logflow.job.Column;
import io.logflow.job.Conversion;
import io.logflow.job.ConversionException;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputException;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.job.Schema;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Opens what an engine wrote and compares it with the plan: both ends, row counts, columns and
 * footer metadata, and the number of rejects; where the options ask for it, also the values. A file
 * that differs is not published.
 */
public final class Verifier {

  /**
   * Verifies the job's staging files.
   *
   * @return the job as it came
   * @throws LogFlowException VERIFICATION, naming what differs
   */
  public Job verify(Job job) {
    job.control().check();
    Plan plan = job.requirePlan();
    Footer footer = footer(job, "the file", job.target().staging(job.id()));
    rows(job, footer, plan);
    columns(job, footer.schema(), plan.schema());
    metadata(job, footer.metadata(), FooterMetadata.of(job, plan));
    rejects(job, plan);
    if (job.options().verifyFully()) {
      values(job, plan);
    }
    job.control().progress("verify", job.contentSize(), footer.rows());
    return job;
  }

  private static Footer footer(Job job, String what, Path file) {
    require(job, Files.isRegularFile(file), what + " was not written at all");
    require(job, hasEnds(job, file), what + " has no PAR1 at its beginning and its end");
    try {
      return ParquetFooters.read(file);
    } catch (LogFlowException e) {
      throw differs(job, "the footer of " + what + " cannot be read", e);
    }
  }

  private static boolean hasEnds(Job job, Path file) {
    try {
      return ParquetEnds.present(file);
    } catch (IOException e) {
      throw differs(job, file + " cannot be read (" + e + ")", e);
    }
  }

  private static void rows(Job job, Footer footer, Plan plan) {
    equal(job, "number of rows", footer.rows(), plan.rowsTaken());
    long reported = job.conversion().map(Conversion::rowsWritten).orElse(plan.rowsTaken());
    equal(job, "number of rows that the engine reported", reported, plan.rowsTaken());
  }

  private static void columns(Job job, Schema found, Schema expected) {
    equal(job, "number of columns", found.size(), expected.size());
    for (int index = 0; index < expected.size(); index++) {
      Column column = expected.column(index);
      equal(job, "name of column " + (index + 1), found.column(index).name(), column.name());
      equal(job, "type of column " + column.name(), found.column(index).type(), column.type());
    }
  }

  private static void metadata(Job job, Map<String, String> found, Map<String, String> expected) {
    new TreeMap<>(expected)
        .forEach((key, value) -> equal(job, "footer entry " + key, found.get(key), value));
  }

  private static void rejects(Job job, Plan plan) {
    if (plan.rowsRejected() > 0) {
      Footer footer = footer(job, "the rejects file", job.target().stagingRejects(job.id()));
      equal(job, "number of rejected rows on file", footer.rows(), plan.rowsRejected());
    }
  }

  private static void values(Job job, Plan plan) {
    Optional<String> difference = valueDifference(job, plan);
    require(job, difference.isEmpty(), difference.orElse(""));
  }

  private static Optional<String> valueDifference(Job job, Plan plan) {
    try {
      return ValueCheck.difference(job, plan, job.target().staging(job.id()));
    } catch (InputException | ConversionException | IOException e) {
      throw differs(job, "the values of the file cannot be read", e);
    }
  }

  private static void equal(Job job, String what, Object found, Object expected) {
    require(
        job,
        Objects.equals(found, expected),
        "its " + what + " is " + found + " instead of " + expected);
  }

  private static void require(Job job, boolean fine, String difference) {
    if (!fine) {
      throw differs(job, difference, null);
    }
  }

  private static LogFlowException differs(Job job, String difference, Throwable cause) {
    return ErrorKind.VERIFICATION.error(
        "What the %s engine wrote for %s is not what was read: %s."
            .formatted(job.engine(), job.inputs().get(0).originalName(), difference),
        "Nothing was published; run again with another --engine, and report this as a fault of"
            + " LogFlow.",
        cause);
  }
}
