package io.logflow.publish;

import io.logflow.job.FittedName;
import io.logflow.job.JobIds;
import io.logflow.job.Target;
import io.logflow.parquet.Outputs;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of what comes of rejected rows that are taken in later. */
public final class ReplayNames {
  private static final Pattern VERSIONED = Pattern.compile("(?s)(.+)-\\d{8}T\\d{6}Z-[0-9a-z]{8}");
  private static final String ROWS = ".replayed";

  private ReplayNames() {}

  /**
   * Where a further part goes: beside the first, under a versioned name of its stem.
   *
   * @param output the file that the rows were missing from
   * @param ledgerOutput what the ledger calls the output
   */
  public static Target part(Path output, String ledgerOutput) {
    String stem = FileNames.stemOfParquet(output.getFileName().toString());
    Matcher versioned = VERSIONED.matcher(stem);
    String plain = versioned.matches() ? versioned.group(1) : stem;
    return new Target(output.getParent(), FittedName.of(plain, FileNames.PARQUET), ledgerOutput);
  }

  /** Where an output goes that is made again: a folder is named as the file that it stands for. */
  public static Target again(Path output) {
    String ending = Outputs.isFolder(output) ? FileNames.PARQUET : "";
    Path file = output.resolveSibling(output.getFileName() + ending);
    return new Target(output.getParent(), file.getFileName().toString(), file.toString());
  }

  /** The file of the rows that are taken in, beside the data and with no reader of data. */
  public static Path rows(Target target, String jobId) {
    String stem = FileNames.stemOfParquet(target.fileName());
    return target.aside().resolve(FittedName.of(stem, "-" + JobIds.shortForm(jobId) + ROWS));
  }
}
