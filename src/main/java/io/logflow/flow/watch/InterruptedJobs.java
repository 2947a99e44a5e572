package io.logflow.flow.watch;

import io.logflow.flow.JobOpener;
import io.logflow.job.Control;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Target;
import io.logflow.publish.Publisher;
import io.logflow.publish.Staging;
import io.logflow.settings.Settings;
import io.logflow.store.OwnerLock;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles jobs of the command line and of programs whose process has died: what they published is
 * recorded, the others are failed jobs, and what they left half made is removed. They never run
 * again by themselves.
 */
public final class InterruptedJobs {
  private static final Logger LOG = LoggerFactory.getLogger(InterruptedJobs.class);
  private final StateStore store;
  private final Settings settings;
  private final Queue queue;
  private final Staging staging = new Staging();
  private final Publisher publisher = new Publisher();

  private InterruptedJobs(StateStore store, Settings settings) {
    this.store = store;
    this.settings = settings;
    this.queue = new Queue(store);
  }

  /** Settles all of them. */
  public static void settle(StateStore store, Settings settings) {
    new InterruptedJobs(store, settings).settle();
  }

  private void settle() {
    for (StoredJob row : queue.runningAlone()) {
      if (!OwnerLock.isAlive(store, row.text("owner").orElse(""))) {
        settle(row);
      }
    }
    OwnerLock.sweep(store);
  }

  private void settle(StoredJob row) {
    Optional<Map<String, Object>> output = FoundOutput.of(row);
    discard(row, output.isPresent());
    long now = System.currentTimeMillis();
    if (output.isPresent()) {
      output.get().put("now", now);
      queue.finish(List.of(output.get()));
    } else {
      queue.interrupt(row.id(), now);
      row.text("replay_of").ifPresent(any -> removeRows(Inbox.source(row)));
    }
  }

  /** Rejected rows that a replay was about to take in are still where it had them from. */
  private static void removeRows(Path rows) {
    try {
      Files.deleteIfExists(rows);
    } catch (IOException e) {
      LOG.warn("{} could not be removed, and is of no use any more.", rows, e);
    }
  }

  private void discard(StoredJob row, boolean published) {
    Job job = job(row);
    try {
      if (!published) {
        row.text("output_path").map(Path::of).ifPresent(at -> publisher.restoreRejects(job, at));
      }
      staging.discard(job);
    } catch (LogFlowException e) { // Some rubbish stays; that must not keep anybody from working.
      LOG.warn("Not all that job {} has left behind could be removed.", row.id(), e);
    }
  }

  /**
   * The output, or some name in its folder: the rows of a replay lie beside its output, which may
   * be one of many of a folder.
   */
  private static Path output(StoredJob row, Path source) {
    return row.text("output_path")
        .map(Path::of)
        .orElseGet(
            () ->
                row.text("replay_of").isPresent()
                    ? source.getParent().resolveSibling(source.getFileName())
                    : Path.of(row.text("ledger_output").orElseThrow()));
  }

  /** What is half made lies where the output was asked for; a contract may open another folder. */
  private static Path folder(StoredJob row, Path output) {
    return row.text("replay_of").isPresent()
        ? output.getParent()
        : row.text("ledger_output").map(Path::of).orElse(output).getParent();
  }

  private Job job(StoredJob row) {
    Path source = Inbox.source(row);
    Path output = output(row, source);
    Path folder = folder(row, output);
    Target target = new Target(folder, output.getFileName().toString(), output.toString());
    JobOpener opener = new JobOpener("cli", Clock.systemUTC());
    Input input =
        new Input(
            row.id(),
            source,
            source.getFileName().toString(),
            new FileStamp(0, 0, ""),
            Optional.empty());
    return opener.reopen(input, 0, target, opener.common(settings, 1), Control.NONE, 1);
  }
}
