package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the output goes.
 *
 * @param folder folder of the output
 * @param fileName base name of the output, ends in {@code .parquet}
 * @param ledgerOutput what the ledger calls the output: the configured folder, or the target file
 * @param root the configured folder of the outputs, which has the schema contract and of which
 *     {@code folder} may be a sub-folder; empty where the output is a file
 * @param version of the contract, from 1
 */
public record Target(
    Path folder, String fileName, String ledgerOutput, Optional<Path> root, int version) {
  /** The folder beside outputs that no reader of them looks into. */
  public static final String ASIDE = "_logflow";

  private static final String PARQUET = ".parquet";
  private static final Pattern VERSION =
      Pattern.compile("(?<root>.+)\\.v(?<version>[1-9][0-9]{0,8})", Pattern.DOTALL);

  public Target {
    requireNonNull(folder, "folder is null");
    requireNonNull(fileName, "fileName is null");
    requireNonNull(ledgerOutput, "ledgerOutput is null");
    requireNonNull(root, "root is null");
  }

  /** A target without a contract. */
  public Target(Path folder, String fileName, String ledgerOutput) {
    this(folder, fileName, ledgerOutput, Optional.empty(), 1);
  }

  /** The same for another version of the contract. */
  public Target withVersion(int other) {
    return new Target(folder, fileName, ledgerOutput, root, other);
  }

  /** The same under another name. */
  public Target withFileName(String other) {
    return new Target(folder, other, ledgerOutput, root, version);
  }

  /**
   * Where the output is published: from version 2 on in the sibling of the root whose name ends in
   * {@code .v<version>}. Everything that is not published yet stays in {@code folder}.
   */
  public Path publishFolder() {
    if (version <= 1 || root.isEmpty()) {
      return folder;
    }
    return versionFolder(root.get(), version).resolve(root.get().relativize(folder)).normalize();
  }

  /** The folder of a version of the contract of {@code root}. */
  public static Path versionFolder(Path root, int version) {
    return version <= 1 ? root : root.resolveSibling(root.getFileName() + ".v" + version);
  }

  /** Whether a folder is that of version 2 or later of the contract of {@code root}. */
  public static boolean isVersionFolder(Path folder, Path root) {
    return versionOf(folder)
        .filter(version -> version >= 2 && rootOf(folder).equals(root))
        .isPresent();
  }

  /** The version whose folder this is by its name; empty where it is none's. */
  public static Optional<Integer> versionOf(Path folder) {
    return Optional.ofNullable(folder.getFileName())
        .map(name -> VERSION.matcher(name.toString()))
        .filter(Matcher::matches)
        .map(match -> Integer.valueOf(match.group("version")));
  }

  /** The root of the contract of which a folder is a version's by its name. */
  public static Path rootOf(Path folder) {
    Matcher match = VERSION.matcher(folder.getFileName().toString());
    return match.matches() ? folder.resolveSibling(match.group("root")) : folder;
  }

  /** The path asked for; another one may be published with {@link OnExisting#VERSION}. */
  public Path path() {
    return publishFolder().resolve(fileName);
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
