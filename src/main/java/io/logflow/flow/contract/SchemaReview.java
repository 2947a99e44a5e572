package io.logflow.flow.contract;

import io.logflow.flow.JobConfig;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.job.Request;
import io.logflow.job.Rescue;
import io.logflow.job.SchemaVersion;
import io.logflow.store.Contracts;
import io.logflow.store.Jobs;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Shows the schemas of output folders, and takes in changes that a frozen one has refused. */
public final class SchemaReview {
  private static final int ATTEMPTS = 10;

  private final BiFunction<Request, Contract, Job> planner;
  private final Contracts contracts;
  private final Jobs jobs;

  /**
   * @param planner scans an input as a request and a contract ask
   */
  public SchemaReview(BiFunction<Request, Contract, Job> planner, StateStore store) {
    this.planner = planner;
    this.contracts = new Contracts(store);
    this.jobs = new Jobs(store);
  }

  /**
   * All revisions of a folder's contract, oldest first.
   *
   * @param path the folder, also by a link
   * @throws LogFlowException USAGE where it has none
   */
  public List<SchemaVersion> revisions(Path path) {
    String folder = RealFolder.of(path).toString();
    List<SchemaVersion> all = contracts.all(folder);
    if (all.isEmpty()) {
      String known = String.join(", ", contracts.folders());
      throw ErrorKind.USAGE.error(
          "The folder " + folder + " has no schema yet.",
          known.isEmpty()
              ? "The first file that is converted into it with schema.mode: version makes one."
              : "Those that have one are " + known + ".");
    }
    return all;
  }

  /**
   * What a file would change of a folder's contract, and what of it would fit no column where the
   * folder keeps its schema for good.
   */
  public SchemaChange change(Request request, Path path) {
    String folder = RealFolder.of(path).toString();
    Optional<SchemaVersion> current = contracts.newest(folder);
    Contract known = current.map(SchemaVersion::contract).orElse(Contract.NONE);
    boolean rescue = known.columns().stream().anyMatch(ContractColumn::rescued);
    Contract contract = rescue ? known.rescuing() : known;
    Plan plan = planner.apply(request, contract).requirePlan();
    int rescued = plan.rescue().map(Rescue::misfits).map(List::size).orElse(0);
    return SchemaChange.of(plan, current).telling(plan.warnings().subList(0, rescued));
  }

  /**
   * Takes in what the input of a failed job changes of its folder's contract.
   *
   * @param part the job's id, its beginning or its end
   * @return the revision that holds now
   * @throws LogFlowException USAGE where the job's input changes nothing, or is gone
   */
  public SchemaVersion accept(String part) {
    StoredJob row = jobs.find(part);
    if (!row.text("error_kind").equals(Optional.of("schema_changed"))) {
      throw ErrorKind.USAGE.error(
          "Job " + row.id() + " did not fail because of a frozen schema.",
          "'logflow jobs show " + row.id() + "' tells what became of it.");
    }
    String folder = folder(row);
    Request request = JobConfig.request(row, input(row));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<SchemaVersion> current = contracts.newest(folder);
      Contract contract = current.map(SchemaVersion::contract).orElse(Contract.NONE);
      Job planned = planner.apply(request, contract);
      SchemaChange change = SchemaChange.of(planned.requirePlan(), current);
      if (change.changes().isEmpty() && current.isPresent()) {
        return current.get();
      }
      boolean grows =
          current.isPresent() && DatasetGrowth.isPossible(planned, change, current.get());
      SchemaVersion next =
          (grows ? change.inPlace() : change)
              .next(folder, current, row.id(), System.currentTimeMillis());
      if (contracts.add(next)) {
        return next;
      }
    }
    throw ErrorKind.STATE.error(
        "The schema of " + folder + " changes faster than it can be read.", "Try again.");
  }

  /** The folder whose contract refused the job: where its output was to go, or one above. */
  private String folder(StoredJob row) {
    Path output = RealFolder.of(Path.of(row.text("ledger_output").orElseThrow()));
    return contracts
        .newestAbove(output)
        .map(SchemaVersion::folder)
        .orElseThrow(
            () ->
                ErrorKind.USAGE.error(
                    "No folder of " + output + " has a schema any more.",
                    "'logflow schema versions FOLDER' names those that have one."));
  }

  /** Where the input is that failed. */
  private static Path input(StoredJob row) {
    return Stream.of("archive_path", "input_path")
        .flatMap(column -> row.text(column).map(Path::of).stream())
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                ErrorKind.USAGE.error(
                    "The input of job " + row.id() + " is gone.",
                    "Drop the file into the inbox again."));
  }
}
