package io.logflow.flow.service;

import io.logflow.http.Refused;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ParquetFooters;
import io.logflow.publish.ErrorReports;
import io.logflow.settings.InboxSettings;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Files that the server keeps of the jobs of clients: results, rejected rows, failed inputs. */
final class ServerFiles {
  private final Queue queue;
  private final ErrorReports reports = new ErrorReports();

  ServerFiles(StateStore store) {
    this.queue = new Queue(store);
  }

  /** Whether a file is the job's still: another job may have replaced it. */
  static boolean isOf(StoredJob job, Path output) {
    try {
      return FooterMetadata.entries(ParquetFooters.read(output).metadata()).stream()
          .anyMatch(entry -> job.id().equals(entry.get(FooterMetadata.JOB_ID)));
    } catch (LogFlowException unreadable) {
      return false;
    }
  }

  /**
   * Removes all that is kept of a job that has ended; its row stays.
   *
   * @throws Refused 409 where the files are not the server's
   */
  void purge(StoredJob job) {
    if (!job.text("door").orElse("").equals(InboxSettings.HTTP)) {
      throw new Refused(
          409,
          "usage",
          "The files of this job lie in folders of an inbox, which are not the server's.",
          "Remove them there.");
    }
    removeResult(job);
    removeInput(job);
  }

  /** Removes the output of a job and its rejected rows, where they are its own. */
  void removeResult(StoredJob job) {
    Path output = job.text("output_path").map(Path::of).orElse(null);
    if (output == null) {
      return;
    }
    boolean there = Files.exists(output, LinkOption.NOFOLLOW_LINKS);
    if (there && isOf(job, output)) {
      delete(output);
      there = false;
    }
    if (!there) {
      job.text("rejects_path").map(Path::of).ifPresent(ServerFiles::delete);
    }
  }

  /** Removes the input of a job that failed, which cannot be tried again from then on. */
  void removeInput(StoredJob job) {
    Path input = job.text("archive_path").map(Path::of).orElse(null);
    if (input == null) {
      return;
    }
    queue.forgetArchived(List.of(job.id()));
    try {
      reports.delete(input, job.id());
    } catch (IOException e) {
      throw notRemoved(input, e);
    }
    delete(input);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw notRemoved(file, e);
    }
  }

  private static LogFlowException notRemoved(Path file, IOException cause) {
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The file " + file + " cannot be removed: " + cause.getMessage() + ".",
        "Look at the permissions of its folder.",
        cause);
  }
}
