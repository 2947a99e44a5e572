package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where the output goes.
 *
 * @param folder folder of the output
 * @param fileName base name of the output, ends in {@code .parquet}
 * @param ledgerOutput what the ledger calls the output: the configured folder, or the target file
 */
public record Target(Path folder, String fileName, String ledgerOutput) {
  /** The folder beside outputs that no reader of them looks into. */
  public static final String ASIDE = "_logflow";

  private static final String PARQUET = ".parquet";

  public Target {
    requireNonNull(folder, "folder is null");
    requireNonNull(fileName, "fileName is null");
    requireNonNull(ledgerOutput, "ledgerOutput is null");
  }

  /** The path asked for; another one may be published with {@link OnExisting#VERSION}. */
  public Path path() {
    return folder.resolve(fileName);
  }

  /** Folder for everything beside the data. */
  public Path aside() {
    return folder.resolve(ASIDE);
  }

  /** The file that the engine writes. */
  public Path staging(String jobId) {
    return aside().resolve("staging").resolve(jobId + ".tmp");
  }

  /** The folder in which an output of several parts is built. */
  public Path stagingFolder(String jobId) {
    return aside().resolve("staging").resolve(jobId + ".d");
  }

  /** Where the rejects of a job stay that publishes nothing. */
  public Path keptRejects(String jobId) {
    String stem =
        fileName.endsWith(PARQUET)
            ? fileName.substring(0, fileName.length() - PARQUET.length())
            : fileName;
    return aside().resolve(FittedName.of(stem, "-" + JobIds.shortForm(jobId) + ".rejects"));
  }

  /** The rejects file while it is written. */
  public Path stagingRejects(String jobId) {
    return aside().resolve("staging").resolve(jobId + ".rejects.tmp");
  }
}
