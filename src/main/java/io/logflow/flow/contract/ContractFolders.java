package io.logflow.flow.contract;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.SchemaVersion;
import io.logflow.job.Target;
import io.logflow.store.Contracts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Goes by what stands in the folders of a contract that is not on record, or not yet. */
final class ContractFolders {
  private final Contracts contracts;
  private final Clock clock;

  ContractFolders(Contracts contracts, Clock clock) {
    this.contracts = contracts;
    this.clock = clock;
  }

  /**
   * The contract that outputs of a folder have in common which are on no record; empty where there
   * are none, or where they differ.
   *
   * @throws LogFlowException CONFIGURATION where the folder is a version's of another contract
   */
  Optional<SchemaVersion> found(Job job, String folder) {
    Path root = Path.of(folder);
    Target.versionOf(root)
        .filter(version -> contracts.version(Target.rootOf(root).toString(), version).isPresent())
        .ifPresent(
            version -> {
              throw ErrorKind.CONFIGURATION.error(
                  "%s is the folder of version %d of the schema of %s."
                      .formatted(root, version, Target.rootOf(root)),
                  "Name " + Target.rootOf(root) + " as the output, or set schema.mode to free.");
            });
    Optional<FoundSchema> there = FoundSchema.in(root, isDeep(job));
    if (there.flatMap(FoundSchema::contract).isEmpty()) {
      return Optional.empty();
    }
    List<String> why = List.of("The " + there.get().files() + " outputs that were there have it.");
    SchemaVersion begun =
        new SchemaVersion(
            folder,
            1,
            there.get().version(),
            there.get().contract().get(),
            why,
            job.id(),
            clock.millis());
    return contracts.add(begun) ? Optional.of(begun) : contracts.newest(folder);
  }

  /** The next revision, of a version whose folder nobody has put anything into. */
  SchemaVersion next(Job job, String folder, SchemaChange change) {
    SchemaVersion next = change.next(folder, job.agreement().current(), job.id(), clock.millis());
    while (change.schema() && isTaken(job, next)) {
      next = next.withVersion(next.version() + 1);
    }
    return next;
  }

  private boolean isTaken(Job job, SchemaVersion next) {
    Path root = job.target().root().orElseThrow();
    Path folder = Target.versionFolder(root, next.version());
    boolean another =
        next.version() > 1 && contracts.newest(RealFolder.of(folder).toString()).isPresent();
    return another || FoundSchema.hasOutputs(folder, isDeep(job));
  }

  /** Whether outputs go into sub-folders as well. */
  private static boolean isDeep(Job job) {
    return job.target().root().filter(job.target().folder()::equals).isEmpty();
  }
}
