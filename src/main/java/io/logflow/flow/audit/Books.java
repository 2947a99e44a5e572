package io.logflow.flow.audit;

import io.logflow.job.StateException;
import io.logflow.store.StateView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the state database says.
 *
 * @param jobs all jobs by id
 * @param ledger all that was published
 * @param calls all calls of hooks
 * @param owners processes that run
 * @param faults what SQLite's check of the whole database found
 * @param unusable why it cannot be read, where it cannot
 */
record Books(
    Map<String, AuditedJob> jobs,
    List<LedgerEntry> ledger,
    List<AuditedCall> calls,
    Owners owners,
    List<String> faults,
    Optional<StateException> unusable) {

  /** One input's part of a published file. */
  record LedgerEntry(String jobId, ContentKey key, Path file) {}

  /** What may be published once. */
  record ContentKey(String door, String output, String sha256, String configHash) {
    ContentKey at(String otherDoor) {
      return new ContentKey(otherDoor, output, sha256, configHash);
    }
  }

  static Books read(Path database) {
    Owners owners = Owners.of(database);
    Map<String, AuditedJob> jobs = new LinkedHashMap<>();
    List<LedgerEntry> ledger = new ArrayList<>();
    List<AuditedCall> calls = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    try (StateView view = StateView.open(database).orElse(null)) {
      if (view != null) {
        view.each(
            "audit-integrity", row -> faults.add(String.valueOf(row.values().iterator().next())));
        Map<Path, Path> moved = new HashMap<>();
        view.each(
            "audit-compacted",
            row -> moved.put(Path.of(text(row, "path")), Path.of(text(row, "target"))));
        view.each("audit-jobs", row -> add(jobs, AuditedJob.of(row, moved)));
        view.each("audit-ledger", row -> ledger.add(entry(row, moved)));
        view.each("audit-calls", row -> calls.add(AuditedCall.of(row)));
      }
      faults.removeIf("ok"::equals);
      return new Books(jobs, ledger, calls, owners, faults, Optional.empty());
    } catch (StateException e) {
      return new Books(Map.of(), List.of(), List.of(), owners, faults, Optional.of(e));
    }
  }

  private static void add(Map<String, AuditedJob> jobs, AuditedJob job) {
    jobs.put(job.id(), job);
  }

  private static LedgerEntry entry(Map<String, Object> row, Map<Path, Path> moved) {
    ContentKey key =
        new ContentKey(
            text(row, "door"),
            text(row, "output"),
            text(row, "input_sha256"),
            text(row, "config_hash"));
    Path file = Path.of(text(row, "published_file"));
    return new LedgerEntry(text(row, "job_id"), key, current(file, moved));
  }

  /** Where an output is that may have become a part of another file. */
  static Path current(Path output, Map<Path, Path> moved) {
    return moved.containsKey(output) && Files.notExists(output) ? moved.get(output) : output;
  }

  private static String text(Map<String, Object> row, String column) {
    return String.valueOf(row.get(column));
  }

  /** Whether a living process has it in its hands. */
  boolean inFlight(AuditedJob job) {
    return job.isOpen() && owners.isAlive(job.owner());
  }

  List<AuditedJob> of(String door) {
    return jobs.values().stream().filter(job -> job.door().equals(door)).toList();
  }
}
