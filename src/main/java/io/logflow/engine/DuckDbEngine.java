package io.logflow.engine;

import static java.util.Objects.requireNonNull;

import io.logflow.duck.DuckFactory;
import io.logflow.duck.DuckUnavailableException;
import io.logflow.duck.UnsafePathException;
import io.logflow.job.Conversion;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converts with one typed COPY of DuckDB's. Where DuckDB does not see what the scan saw, another
 * engine does the job again.
 */
public final class DuckDbEngine implements Engine {
  public static final String NAME = "duckdb";
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbEngine.class);

  private static final AtomicBoolean PREPARED = new AtomicBoolean();

  private final Engine fallback;

  /**
   * @param fallback does the job where DuckDB and the scan disagree; supports every plan
   */
  public DuckDbEngine(Engine fallback) {
    this.fallback = requireNonNull(fallback, "fallback is null");
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Loads the native library while others read the input. */
  @Override
  public void prepare() {
    if (PREPARED.compareAndSet(false, true)) {
      Thread thread = new Thread(DuckFactory::load, "logflow-duckdb-load");
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public Support supports(Plan plan) {
    return DuckSupport.of(plan);
  }

  @Override
  public Conversion convert(Job job, Plan plan) {
    job.control().check();
    requireUnchanged(plan);
    try {
      Conversion conversion = new DuckRun(job, plan).convert();
      requireUnchanged(plan);
      return conversion;
    } catch (DuckDisagreement e) {
      removeOutput(job, e);
      requireUnchanged(plan);
      return convertOtherwise(job, plan, e.getMessage());
    } catch (DuckUnavailableException e) {
      if (job.settings().engine().equals(NAME)) {
        throw ErrorKind.ENGINE.error(
            "Engine 'duckdb' cannot run: " + e.getMessage() + ".",
            "Use --engine auto, or a LogFlow that was built on this platform.",
            e);
      }
      return convertOtherwise(job, plan, e.getMessage());
    } catch (UnsafePathException e) {
      return convertOtherwise(job, plan, e.getMessage());
    } catch (IOException e) {
      RuntimeException failure =
          DuckFailure.of(e, job.target().staging(job.id()).getParent(), job.resources().tempDir());
      removeOutput(job, failure);
      throw failure;
    } catch (RuntimeException e) {
      removeOutput(job, e);
      throw e;
    }
  }

  private Conversion convertOtherwise(Job job, Plan plan, String reason) {
    LOG.debug("duckdb gives job {} to {}: {}", job.id(), fallback.name(), reason);
    Conversion conversion = fallback.convert(job, plan);
    String note = "duckdb gave the job to " + conversion.engine() + ": " + reason;
    return new Conversion(
        conversion.engine(),
        conversion.plan(),
        conversion.rowsWritten(),
        conversion.statistics(),
        conversion.nanos(),
        Optional.of(conversion.note().map(more -> note + "; " + more).orElse(note)));
  }

  private static void requireUnchanged(Plan plan) {
    for (InputPlan input : plan.inputs()) {
      if (!stamp(input.input()).equals(Optional.of(input.input().stamp()))) {
        throw ErrorKind.INPUT_CHANGED.error(
            "The file " + input.input().path() + " changed while it was read.",
            "Wait until it is complete, then run the job again.");
      }
    }
  }

  /** Empty where the file is gone. */
  private static Optional<FileStamp> stamp(Input input) {
    try {
      return Optional.of(FileStamp.of(input.path()));
    } catch (IOException e) {
      LOG.debug("{} is no longer there", input.path(), e);
      return Optional.empty();
    }
  }

  private static void removeOutput(Job job, RuntimeException failure) {
    Path output = job.target().staging(job.id());
    try {
      Files.deleteIfExists(output);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
