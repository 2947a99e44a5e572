package io.logflow.engine.arrow;

import io.logflow.engine.Engine;
import io.logflow.engine.StagingFiles;
import io.logflow.engine.Support;
import io.logflow.engine.WriteFailures;
import io.logflow.job.Conversion;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.scan.RowTap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * LogFlow's own engine: delimited text and JSON to columns to Parquet pages, in several threads.
 * Rows are encoded while they are scanned.
 */
public final class ArrowEngine implements Engine {
  @Override
  public String name() {
    return "arrow";
  }

  @Override
  public Support supports(Plan plan) {
    if (plan.hypothesis()) {
      return Support.no("it needs a schema that a scan has proven");
    }
    if (plan.rescues()) {
      return Support.RESCUES;
    }
    Support shape = JsonShape.support(plan);
    return shape.yes() ? Sizes.fits(plan) : shape;
  }

  @Override
  public Optional<RowTap> tap(Job job) {
    boolean planOnly = job.target().folder().startsWith(job.resources().tempDir());
    return planOnly ? Optional.empty() : Optional.of(new ArrowDraft(job));
  }

  @Override
  public Conversion convert(Job job, Plan plan) {
    Path staging = job.target().staging(job.id());
    boolean done = false;
    try {
      long started = System.nanoTime();
      ArrowConversion conversion = new ArrowConversion(job, plan);
      long rows = conversion.run(staging);
      requireRows(plan, rows);
      done = true;
      return new Conversion(
          name(),
          plan,
          rows,
          Optional.empty(),
          Map.of("write", System.nanoTime() - started),
          conversion.note());
    } catch (IOException e) {
      throw WriteFailures.of(staging, e);
    } finally {
      job.draft().ifPresent(draft -> draft.close());
      if (!done) {
        StagingFiles.remove(staging);
      }
    }
  }

  private static void requireRows(Plan plan, long rows) {
    if (rows != plan.rowsTaken()) {
      throw ErrorKind.VERIFICATION.error(
          "%s gave %d rows after the scan had found %d."
              .formatted(names(plan), rows, plan.rowsTaken()),
          "Convert again; if no input changed in between, this is a fault of LogFlow.");
    }
  }

  private static String names(Plan plan) {
    return String.join(
        ", ", plan.inputs().stream().map(InputPlan::input).map(in -> in.originalName()).toList());
  }
}
