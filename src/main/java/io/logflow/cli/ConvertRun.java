package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.flow.LiveControl;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import io.logflow.publish.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Runs the jobs of one {@code convert}, some at once. A signal cancels the jobs in flight and waits
 * until they have cleaned up and are on record.
 */
final class ConvertRun {
  private final LogFlow logflow;
  private final Optional<Path> output;
  private final boolean keepGoing;
  private final int jobs;
  private final boolean dryRun;
  private final RunReport report;
  private Targets targets;
  private final List<LiveControl> inFlight = new ArrayList<>();
  private boolean stopped;

  ConvertRun(
      LogFlow logflow,
      Optional<Path> output,
      boolean keepGoing,
      int jobs,
      boolean dryRun,
      RunReport report) {
    this.logflow = logflow;
    this.output = output;
    this.keepGoing = keepGoing;
    this.jobs = jobs;
    this.dryRun = dryRun;
    this.report = report;
  }

  /**
   * Converts the files and returns the exit code.
   *
   * @param files each with the folder whose structure the output mirrors
   * @param asOne whether all become one output
   */
  int run(Map<Path, Path> files, boolean asOne) {
    targets = logflow.targets(List.copyOf(files.keySet()), output, files.size() > 1 && !asOne);
    return Cancellation.under(
        () -> stopAll().forEach(LiveControl::cancel), () -> convertAll(files, asOne));
  }

  private int convertAll(Map<Path, Path> files, boolean asOne) {
    if (asOne) {
      open(List.copyOf(files.keySet()), Optional.empty()).run();
    } else {
      runAll(files);
    }
    report.summary(asOne ? 1 : files.size());
    return report.exitCode();
  }

  /** Opens the jobs one after the other, so that names do not depend on who is quicker. */
  private void runAll(Map<Path, Path> files) {
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    Semaphore free = new Semaphore(jobs);
    files.forEach(
        (file, base) -> {
          free.acquireUninterruptibly();
          Runnable work = open(List.of(file), Optional.of(base));
          workers.execute(
              () -> {
                try {
                  work.run();
                } finally {
                  free.release();
                }
              });
        });
    free.acquireUninterruptibly(jobs);
    workers.shutdown();
  }

  /** Opens a job and returns what is left to do. */
  private Runnable open(List<Path> inputs, Optional<Path> base) {
    ProgressLine progress =
        report.progress(inputs.get(0).getFileName().toString(), size(inputs), dryRun);
    LiveControl control = new LiveControl(progress);
    if (!enter(control)) {
      return () -> {};
    }
    Request.Builder request = Request.of(inputs.toArray(Path[]::new));
    output.ifPresent(request::to);
    try {
      Job job = logflow.open(request.build(), targets, base, control);
      return () -> attempt(() -> convert(job, progress), inputs, control, progress);
    } catch (LogFlowException e) {
      leave(control);
      fail(e, inputs);
      return () -> {};
    }
  }

  private void attempt(
      Runnable work, List<Path> inputs, LiveControl control, ProgressLine progress) {
    try {
      work.run();
    } catch (LogFlowException e) {
      progress.close();
      fail(e, inputs);
    } catch (RuntimeException | Error e) { // A run tells of every file, whatever became of it.
      progress.close();
      fail(ErrorKind.INTERNAL.error("LogFlow itself failed: " + e, "Please report it.", e), inputs);
    } finally {
      leave(control);
    }
  }

  private void convert(Job job, ProgressLine progress) {
    if (dryRun) {
      Job planned = logflow.plan(job);
      progress.close();
      report.planned(planned);
    } else {
      Outcome outcome = logflow.convert(job);
      progress.close();
      report.converted(outcome);
    }
  }

  private void fail(LogFlowException failure, List<Path> inputs) {
    report.failed(failure, inputs.stream().map(Path::toString).toList());
    if (!keepGoing) {
      stop();
    }
  }

  private static long size(List<Path> inputs) {
    return inputs.stream().mapToLong(input -> input.toFile().length()).sum();
  }

  private synchronized boolean enter(LiveControl control) {
    if (!stopped) {
      inFlight.add(control);
    }
    return !stopped;
  }

  private synchronized void leave(LiveControl control) {
    inFlight.remove(control);
  }

  private synchronized void stop() {
    stopped = true;
  }

  private synchronized List<LiveControl> stopAll() {
    stopped = true;
    return List.copyOf(inFlight);
  }
}
