package io.logflow.cli;

import io.logflow.LogFlowClient;
import io.logflow.client.RemoteJob;
import io.logflow.client.Watcher;
import io.logflow.job.LogFlowException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Has a server convert some files, one after the other. A signal cancels the job in work. */
final class RemoteRun {
  private final LogFlowClient client;
  private final Map<String, Object> options;
  private final Optional<String> profile;
  private final boolean replace;
  private final RunReport report;
  private final AtomicReference<String> inWork = new AtomicReference<>("");

  RemoteRun(
      LogFlowClient client,
      Map<String, Object> options,
      Optional<String> profile,
      boolean replace,
      RunReport report) {
    this.client = client;
    this.options = options;
    this.profile = profile;
    this.replace = replace;
    this.report = report;
  }

  /** A file and what becomes of it. */
  record File(Path input, Path output) {}

  /** Converts the files and returns the exit code. */
  int run(List<File> files, boolean keepGoing) {
    return Cancellation.under(this::cancel, () -> convertAll(files, keepGoing));
  }

  private void cancel() {
    String job = inWork.get();
    if (!job.isEmpty()) {
      client.cancel(job);
    }
  }

  private int convertAll(List<File> files, boolean keepGoing) {
    for (File file : files) {
      if (!convert(file) && !keepGoing) {
        break;
      }
    }
    return report.exitCode();
  }

  private boolean convert(File file) {
    ProgressLine line =
        report.progress(
            file.input().getFileName().toString(), file.input().toFile().length(), false);
    Watcher watcher =
        new Watcher() {
          @Override
          public void moved(String stage, long bytes, long total) {
            line.progress(stage, bytes, 0);
          }

          @Override
          public void accepted(String jobId) {
            inWork.set(jobId);
          }
        };
    try (line) {
      RemoteJob job =
          client.convert(file.input(), file.output(), options, profile, replace, watcher);
      inWork.set("");
      line.close();
      report.fetched(file.input(), file.output(), job);
      return true;
    } catch (LogFlowException e) {
      inWork.set("");
      line.close();
      report.failed(e, List.of(file.input().toString()));
      return false;
    }
  }
}
