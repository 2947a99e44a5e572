package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The contract of a folder as one job left it. Never changes; a change makes the next revision.
 *
 * @param folder the configured output folder, absolute
 * @param revision counts all changes of the folder's contract, from 1
 * @param version counts the schemas, from 1: revisions of one version have the same columns and
 *     types, and differ in what is remembered of them
 * @param contract the columns
 * @param changes what is other than in the revision before, and why, one sentence each
 * @param jobId the job whose inputs made the change
 * @param createdAt epoch milliseconds
 */
public record SchemaVersion(
    String folder,
    int revision,
    int version,
    Contract contract,
    List<String> changes,
    String jobId,
    long createdAt) {
  public SchemaVersion {
    requireNonNull(folder, "folder is null");
    requireNonNull(contract, "contract is null");
    requireNonNull(jobId, "jobId is null");
    changes = List.copyOf(changes);
  }

  /** The same as another version. */
  public SchemaVersion withVersion(int other) {
    return new SchemaVersion(folder, revision, other, contract, changes, jobId, createdAt);
  }
}
