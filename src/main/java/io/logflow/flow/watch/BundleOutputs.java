package io.logflow.flow.watch;

import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.publish.BundleName;
import io.logflow.publish.Publisher;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Under which name a job may have published that has none on record. A job of one input publishes
 * under a name of its own; that of a bundle tells nothing of its inputs, and its footer does.
 */
final class BundleOutputs {
  private static final Logger LOG = LoggerFactory.getLogger(BundleOutputs.class);

  /** Clocks of disks differ, and may have been set. */
  private static final long SLACK_MILLIS = Duration.ofDays(1).toMillis();

  private final long since;
  private final Map<Path, Map<String, Path>> byFolder = new HashMap<>();

  /** The outputs of jobs that are asked for, which are no older than the oldest of them. */
  BundleOutputs(Collection<StoredJob> rows) {
    this.since =
        rows.stream().mapToLong(row -> row.number("created_at").orElse(0L)).min().orElse(0)
            - SLACK_MILLIS;
  }

  /** Where the output of a job is, if it is there. */
  Path nameOf(StoredJob row, Job job) {
    Path own = row.text("output_path").map(Path::of).orElseGet(() -> Publisher.pathOf(job));
    return row.text("output_path").isPresent() || Files.exists(own)
        ? own
        : byFolder
            .computeIfAbsent(job.target().folder(), this::bundles)
            .getOrDefault(job.id(), own);
  }

  private Map<String, Path> bundles(Path folder) {
    Map<String, Path> byJob = new HashMap<>();
    for (Path file : files(folder)) {
      try {
        FoundOutput.jobs(file).forEach(id -> byJob.put(id, file));
      } catch (LogFlowException e) { // It is of somebody else, or told of by whoever opens it.
        LOG.debug("{} is not looked into.", file, e);
      }
    }
    return byJob;
  }

  private List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> BundleName.isOne(file.getFileName().toString()))
          .filter(file -> file.toFile().lastModified() >= since)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("Outputs of bundles in {} cannot be looked for.", folder, e);
      return List.of();
    }
  }
}
