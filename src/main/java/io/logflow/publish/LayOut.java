package io.logflow.publish;

import io.logflow.engine.DuckLayout;
import io.logflow.engine.LayoutKeys;
import io.logflow.job.Faults;
import io.logflow.job.Job;
import io.logflow.job.Layout;
import io.logflow.job.Plan;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.FolderManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays a verified staging file out as the options ask: sorted it takes the place of that file; in
 * parts it is a folder beside it. Every value is read again and compared with what the scan
 * counted.
 */
public final class LayOut {
  private LayOut() {}

  /**
   * Looks whether a job that was planned can be laid out, before its engine runs.
   *
   * @return the job as it came
   * @throws io.logflow.job.LogFlowException CONFIGURATION
   */
  public static Job check(Job job) {
    Layout layout = job.options().layout();
    if (layout.asked()) {
      LayoutKeys.of(job.requirePlan(), layout);
    }
    return job;
  }

  /**
   * Lays out what an engine has written; nothing where nothing is asked for.
   *
   * @return the job as it came
   * @throws io.logflow.job.LogFlowException VERIFICATION where values are not those that were read;
   *     ENGINE, LIMIT_EXCEEDED, DISK_FULL, OUTPUT_NOT_WRITABLE, CANCELLED
   */
  public static Job run(Job job) {
    if (!job.options().layout().asked()) {
      return job;
    }
    return Publisher.rethrowing(
        job,
        () -> {
          layOut(job);
          return job;
        });
  }

  private static void layOut(Job job) throws IOException {
    Path staging = job.target().staging(job.id());
    Path part = staging.resolveSibling(job.id() + ".part.tmp");
    Layout layout = job.options().layout();
    List<Optional<ChunkCount>> expected = expected(job, staging);
    LaidParts parts = new LaidParts(job);
    DuckLayout.run(job, part, parts);
    Faults.at("layout-written");
    FolderManifest manifest = parts.finish(expected);
    if (layout.folder()) {
      Path folder = job.target().stagingFolder(job.id());
      manifest.write(folder, job.requirePlan().schema(), layout);
      Files.delete(staging);
    } else {
      Files.move(
          part, staging, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What the scan counted; of a column that it did not count, what the engine wrote. */
  private static List<Optional<ChunkCount>> expected(Job job, Path staging) throws IOException {
    Plan plan = job.requirePlan();
    List<Optional<ChunkCount>> counted = ColumnProof.of(plan);
    if (counted.stream().allMatch(Optional::isPresent)) {
      return counted;
    }
    List<ChunkCount> written =
        ValueCheck.of(staging, job.resources().threads(), job.control()).totals();
    List<Optional<ChunkCount>> all = new ArrayList<>();
    for (int column = 0; column < counted.size(); column++) {
      ChunkCount found = written.get(column);
      all.add(Optional.of(counted.get(column).orElse(found)));
    }
    return all;
  }
}
