package io.logflow.flow.recover;

import io.logflow.flow.recover.Remains.Remain;
import io.logflow.parquet.Outputs;
import io.logflow.publish.DatasetFolder;
import io.logflow.publish.VersionFolders;
import io.logflow.settings.InboxSettings;
import io.logflow.store.RecoveredJobs;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Enters into a history, new or come back from a backup, what is not in it: jobs whose outputs are
 * there, with the ledger that keeps their contents from being published again, and failed inputs.
 */
public final class Recover {
  private static final int AT_ONCE = 500;
  private final RecoveredJobs jobs;
  private final Map<String, DoneInputs> done = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<Path> looked = new HashSet<>();
  private final Map<String, Path> seen = new HashMap<>();
  private int outputs;
  private int published;
  private int failed;

  private Recover(StateStore store) {
    this.jobs = new RecoveredJobs(store);
  }

  /**
   * What was done.
   *
   * @param outputs Parquet files that were looked at
   * @param published jobs that were entered for them
   * @param failed jobs that were entered for failed inputs
   * @param problems a sentence on each thing that could not be looked at
   */
  public record Result(int outputs, int published, int failed, List<String> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Looks at what inboxes have left, and at further folders of outputs.
   *
   * @param inboxes whose outputs and failed inputs are looked for
   * @param folders where else outputs are
   */
  public static Result of(StateStore store, List<InboxSettings> inboxes, Collection<Path> folders) {
    Recover recover = new Recover(store);
    Set<Path> all = new LinkedHashSet<>();
    for (InboxSettings inbox : inboxes) {
      // One that has published nothing yet has none.
      VersionFolders.of(inbox.output().toAbsolutePath().normalize()).stream()
          .filter(Files::exists)
          .forEach(all::add);
      recover.done.put(inbox.door(), new DoneInputs(inbox, recover.problems));
    }
    folders.forEach(folder -> all.add(folder.toAbsolutePath().normalize()));
    all.forEach(recover::outputs);
    inboxes.forEach(recover::failures);
    return new Result(recover.outputs, recover.published, recover.failed, recover.problems);
  }

  private void outputs(Path folder) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Remain file : Remains.below(folder, ".parquet", problems)) {
      Remain output = outputOf(file, folder);
      if (!looked.add(output.real())) { // One folder may lie in the other.
        continue;
      }
      outputs++;
      for (Map<String, Object> row : PublishedJobs.of(output, problems)) {
        if (seen.putIfAbsent((String) row.get("id"), output.path()) == null) {
          rows.add(row);
        } else {
          problems.add(
              output.path() + " holds what is in " + seen.get((String) row.get("id")) + ".");
        }
      }
      if (rows.size() >= AT_ONCE) {
        published += enter(rows);
        rows.clear();
      }
    }
    published += enter(rows);
    try {
      DatasetFolder.refresh(folder);
    } catch (IOException e) {
      problems.add("The manifest of " + folder + " cannot be written: " + e.getMessage() + ".");
    }
  }

  /**
   * Parts of one output stand for it. Where it is not whole its footer cannot be read, which is
   * told then.
   */
  private static Remain outputOf(Remain file, Path folder) {
    Path output = Outputs.outputOf(file.path(), folder);
    if (output.equals(file.path())) {
      return file;
    }
    Path real = file.real();
    for (Path above = file.path(); !above.equals(output); above = above.getParent()) {
      real = real.getParent();
    }
    return new Remain(output, real, 0, file.at());
  }

  private void complete(Map<String, Object> row) {
    Optional.ofNullable(done.get((String) row.get("door"))).ifPresent(those -> those.complete(row));
  }

  private int enter(List<Map<String, Object>> rows) {
    jobs.compacted(rows);
    List<Map<String, Object>> unknown = jobs.unknown(rows);
    unknown.forEach(this::complete);
    return jobs.add(unknown);
  }

  private void failures(InboxSettings inbox) {
    if (Files.exists(inbox.failed())) {
      failed += jobs.add(FailedJobs.of(inbox, problems));
    }
  }
}
