package io.logflow.flow.contract;

import io.logflow.job.Agreement;
import io.logflow.job.Contract;
import io.logflow.job.Draft;
import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.job.SchemaMode;
import io.logflow.job.SchemaVersion;
import io.logflow.job.Target;
import io.logflow.publish.Disks;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ScheduleSettings;
import io.logflow.store.Contracts;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;

/**
 * Lets jobs agree on what the outputs of a folder have in common: lays the contract under a job's
 * scan, and finds out afterwards whether its inputs change it. What is known of contracts is kept
 * until {@link #renew}; a job that goes by an old revision loses when it asks for a new one.
 */
public final class SchemaContracts {
  private final Contracts contracts;
  private final ContractFolders folders;
  private final boolean lasting;
  private final Map<String, Optional<SchemaVersion>> newest = new ConcurrentHashMap<>();

  public SchemaContracts(StateStore store, Clock clock) {
    this.contracts = new Contracts(store);
    this.folders = new ContractFolders(contracts, clock);
    this.lasting = store.isLasting();
  }

  /** Reads the contracts of these folders again when they are next asked for. */
  public void renew(Collection<Path> folders) {
    folders.forEach(folder -> newest.remove(RealFolder.of(folder).toString()));
  }

  /**
   * The job before it is planned, with the newest contract of its folder under its options.
   *
   * @throws LogFlowException CONFIGURATION where the output can have none
   */
  public Job begin(@Body Job job) {
    dropDraft(job);
    if (job.options().schemaMode() == SchemaMode.FREE) {
      return job;
    }
    String folder = folder(job);
    boolean inBatch =
        job.door().startsWith(InboxSettings.DOOR) || job.door().startsWith(ScheduleSettings.DOOR);
    if (!inBatch) { // A batch has its contracts renewed as a whole.
      newest.remove(folder);
    }
    Optional<SchemaVersion> current =
        newest.computeIfAbsent(
            folder, any -> contracts.newest(any).or(() -> folders.found(job, any)));
    Contract contract = current.map(SchemaVersion::contract).orElse(Contract.NONE);
    Target target = job.target().withVersion(current.map(SchemaVersion::version).orElse(1));
    return job.under(new Agreement(current, Optional.empty()), contract).withTarget(target);
  }

  /** What was begun for a plan that no longer holds: another job has changed the contract. */
  private static void dropDraft(Job job) {
    if (!job.proposing()) {
      return;
    }
    job.draft().ifPresent(Draft::close);
    try {
      Files.deleteIfExists(job.target().staging(job.id()));
      Files.deleteIfExists(job.target().stagingRejects(job.id()));
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "What job " + job.id() + " began cannot be removed: " + e.getMessage() + ".",
          "Check the output folder and its permissions.",
          e);
    }
  }

  private String folder(Job job) {
    Path root = job.target().root().orElseThrow(() -> refused(job, "an output that is a file"));
    if (!lasting) {
      throw refused(job, "a run without history");
    }
    if (root.getFileName() == null) {
      throw refused(job, "the topmost folder");
    }
    return RealFolder.of(root).toString();
  }

  private static LogFlowException refused(Job job, String what) {
    if (job.options().layout().dataset()) {
      return ErrorKind.CONFIGURATION.error(
          "output_kind is dataset, and " + what + " makes none.",
          "Name an output folder with -o and keep the history, or leave output_kind out.");
    }
    return ErrorKind.CONFIGURATION.error(
        "schema.mode is "
            + job.options().schemaMode().label()
            + ", and "
            + what
            + " has no schema.",
        "Name an output folder with -o and keep the history, or set schema.mode to free.");
  }

  /**
   * The job with what its inputs change of the contract, if anything.
   *
   * @throws LogFlowException SCHEMA_CHANGED where the contract is frozen; CONFIGURATION where the
   *     next version's folder would be on another disk; OUTPUT_EXISTS
   */
  public Job settle(@Body Job job) {
    if (job.options().schemaMode() == SchemaMode.FREE || job.requirePlan().columns().isEmpty()) {
      return job;
    }
    return OtherVersions.check(settled(job));
  }

  private Job settled(Job job) {
    Plan plan = job.requirePlan();
    Optional<SchemaVersion> current = job.agreement().current();
    SchemaChange change = SchemaChange.of(plan, current);
    if (change.changes().isEmpty()) {
      return job;
    }
    boolean first = current.isEmpty();
    if (change.schema() && !first && job.options().schemaMode() == SchemaMode.FREEZE) {
      throw frozen(job, current.get(), change);
    }
    boolean grows = current.isPresent() && DatasetGrowth.isPossible(job, change, current.get());
    SchemaVersion next = folders.next(job, folder(job), grows ? change.inPlace() : change);
    Target target = job.target().withVersion(next.version());
    Job proposing = job.withTarget(target).withAgreement(job.agreement().proposing(next));
    if (grows) {
      return proposing.withPlan(plan.warning(grown(job, target, change)));
    }
    if (!change.schema() || next.version() == 1) {
      return proposing;
    }
    requireOneDisk(target);
    return proposing.withPlan(
        plan.warning(first ? notOnRecord(job, target) : warning(job, target, change)));
  }

  private static String notOnRecord(Job job, Target target) {
    Path root = target.root().orElseThrow();
    return "%s has outputs of different schemas, which are on no record; %s begins version %d, which goes to %s."
        .formatted(
            root,
            job.inputs().get(0).originalName(),
            target.version(),
            Target.versionFolder(root, target.version()));
  }

  private static String warning(Job job, Target target, SchemaChange change) {
    Path root = target.root().orElseThrow();
    return "%s changes the schema of %s; version %d goes to %s. %s"
        .formatted(
            job.inputs().get(0).originalName(),
            root,
            target.version(),
            Target.versionFolder(root, target.version()),
            String.join(" ", change.changes()));
  }

  private static String grown(Job job, Target target, SchemaChange change) {
    return "%s changes the schema of the dataset %s, whose parts are written anew with it. %s"
        .formatted(
            job.inputs().get(0).originalName(),
            Target.versionFolder(target.root().orElseThrow(), target.version()),
            String.join(" ", change.changes()));
  }

  private static LogFlowException frozen(Job job, SchemaVersion current, SchemaChange change) {
    return ErrorKind.SCHEMA_CHANGED.error(
        "%s does not fit the frozen schema of %s, version %d: %s"
            .formatted(
                job.inputs().get(0).originalName(),
                current.folder(),
                current.version(),
                String.join(" ", change.changes())),
        "Correct the file; or take the change in with 'logflow schema accept " + job.id() + "'.");
  }

  /** Outputs are given their names in one step, which no two disks have in common. */
  private static void requireOneDisk(Target target) {
    Path root = target.root().orElseThrow();
    Path next = Target.versionFolder(root, target.version());
    try {
      Path there = Disks.existing(next);
      if (Files.isDirectory(root) && !Files.getFileStore(root).equals(Files.getFileStore(there))) {
        throw ErrorKind.CONFIGURATION.error(
            "The schema of %s changes, and %s would be on another disk.".formatted(root, next),
            "Name a folder below " + root + " as the output, or set schema.mode to free.");
      }
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          next + " cannot be looked at: " + e.getMessage() + ".",
          "Check the disk and its permissions.",
          e);
    }
  }

  /** The parameters of the statement that records what a job proposes. */
  public Map<String, Object> proposed(@Body Job job) {
    Faults.at("record-contract");
    return Map.of("jobs", Contracts.parameter(job.agreement().proposed().orElseThrow()));
  }

  /**
   * The job with its revision on record; where another job was faster, the job as it is, to be
   * planned again.
   *
   * @param changed rows that the statement changed
   */
  public Job recorded(@Body Job job, int changed) {
    SchemaVersion next = job.agreement().proposed().orElseThrow();
    newest.remove(next.folder());
    Faults.at("recorded-contract");
    return changed == 1 ? job.withAgreement(job.agreement().settled()) : job;
  }
}
