package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.flow.LiveControl;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Request;
import io.logflow.publish.Targets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs the jobs of one {@code convert}, some at once. A signal cancels the jobs in flight and waits
 * until they have cleaned up and are on record.
 */
final class ConvertRun {
  private static final int SECONDS_TO_CLEAN_UP = 10;
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
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cancelAll(done), "logflow-cancel"));
    try {
      if (asOne) {
        runOne(List.copyOf(files.keySet()), Optional.empty());
      } else {
        runAll(files);
      }
      report.summary(asOne ? 1 : files.size());
      return report.exitCode();
    } finally {
      done.countDown();
    }
  }

  private void runAll(Map<Path, Path> files) {
    ExecutorService workers = Executors.newFixedThreadPool(Math.min(jobs, files.size()));
    files.forEach((file, base) -> workers.execute(() -> runOne(List.of(file), Optional.of(base))));
    workers.shutdown();
    try {
      boolean ended = workers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      assert ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
    }
  }

  private void runOne(List<Path> inputs, Optional<Path> base) {
    LiveControl control;
    try (ProgressLine progress =
        report.progress(inputs.get(0).getFileName().toString(), size(inputs))) {
      control = new LiveControl(progress);
      if (!enter(control)) {
        return;
      }
      try {
        convert(inputs, base, control, progress);
      } finally {
        leave(control);
      }
    } catch (LogFlowException e) {
      fail(e, inputs);
    } catch (RuntimeException e) {
      fail(ErrorKind.INTERNAL.error("LogFlow itself failed: " + e, "Please report it.", e), inputs);
    }
  }

  private void convert(
      List<Path> inputs, Optional<Path> base, LiveControl control, ProgressLine progress) {
    Request.Builder request = Request.of(inputs.toArray(Path[]::new));
    output.ifPresent(request::to);
    if (dryRun) {
      var planned = logflow.plan(request.build(), targets, base, control);
      progress.close();
      report.planned(planned);
    } else {
      var outcome = logflow.convert(request.build(), targets, base, control);
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

  private void cancelAll(CountDownLatch done) {
    stopAll().forEach(LiveControl::cancel);
    try {
      boolean clean = done.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS);
      assert clean;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
