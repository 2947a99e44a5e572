package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.FittedName;
import io.logflow.job.JobIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The names of reports beside failed inputs. A file that happens to have such a name, and does not
 * name the job, is somebody's input.
 */
public final class ErrorReports {
  private static final String SUFFIX = ".error.json";
  private static final long LONGEST = 1 << 20;

  /** Where the report of this job goes; a file there is an earlier report of the same job. */
  Path of(Path input, String jobId) throws IOException {
    Path plain = plain(input);
    return isFreeFor(plain, jobId) ? plain : own(plain, jobId);
  }

  /** Removes the report of this job, if there is one. */
  public void delete(Path input, String jobId) throws IOException {
    Path plain = plain(input);
    if (isFreeFor(plain, jobId)) {
      Files.deleteIfExists(plain);
    }
    Files.deleteIfExists(own(plain, jobId));
  }

  /** The plain name of the report on an input. */
  static String name(String input) {
    return FittedName.of(input, SUFFIX);
  }

  /** The plain path of the report on an input. */
  public static Path plain(Path input) {
    return input.resolveSibling(name(input.getFileName().toString()));
  }

  private static Path own(Path plain, String jobId) {
    return plain.resolveSibling(FileNames.withShortForm(plain.getFileName().toString(), jobId));
  }

  /** Whether a report may be called so. */
  public static boolean isNamedSo(Path file) {
    return file.getFileName().toString().contains(SUFFIX);
  }

  /**
   * The plain path of a report that has a name of this job's own; else another path, or the same.
   */
  public static Path plainOf(Path report, String jobId) {
    String name = report.getFileName().toString();
    return report.resolveSibling(name.replace("-" + JobIds.shortForm(jobId), ""));
  }

  private static boolean isFreeFor(Path report, String jobId) throws IOException {
    if (!Files.exists(report, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    return Files.isRegularFile(report, LinkOption.NOFOLLOW_LINKS)
        && Files.size(report) < LONGEST
        && new String(Files.readAllBytes(report), UTF_8).contains(jobId);
  }
}
