package io.logflow.flow.contract;

import io.logflow.engine.DuckMerge;
import io.logflow.job.ContractColumn;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.SchemaVersion;
import io.logflow.job.Target;
import io.logflow.job.Widening;
import io.logflow.parquet.LongBounds;
import io.logflow.publish.DatasetFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells whether the parts of a dataset can be written anew with another schema, each value exactly:
 * columns may be added, and types may become wider within their kind. What text a number or date
 * had in its source is not known any more, so nothing becomes VARCHAR.
 */
final class DatasetGrowth {
  /** Whole numbers of so many digits are exact as DOUBLE, and keep their digits as text. */
  private static final long MOST_AS_DOUBLE = 1_000_000_000_000_000L;

  private DatasetGrowth() {}

  /**
   * Whether what a job changes of a dataset's schema can be taken over to all its parts.
   *
   * @param current the schema that they have
   */
  static boolean isPossible(Job job, SchemaChange change, SchemaVersion current) {
    if (!job.options().layout().dataset() || !change.schema()) {
      return false;
    }
    boolean kept =
        current.contract().columns().stream()
            .allMatch(column -> change.contract().column(column.name()).isPresent());
    Path folder = Target.versionFolder(Path.of(current.folder()), current.version());
    return kept
        && DuckMerge.obstacle(change.contract().schema()).isEmpty()
        && change.contract().columns().stream()
            .allMatch(
                column -> isPossible(column, current.contract().column(column.name()), folder));
  }

  private static boolean isPossible(
      ContractColumn column, Optional<ContractColumn> before, Path folder) {
    if (before.isEmpty()
        || (!before.get().settled() && !before.get().type().equals(column.type()))) {
      return Widening.isWritable(column.type());
    }
    return switch (Widening.how(before.get().type(), column.type())) {
      case SAME -> !before.get().settled() || before.get().verbatim() == column.verbatim();
      case EXACT, NEW -> true;
      case ROUNDING -> areSmall(column.name(), folder);
      case EMPTIED -> false;
    };
  }

  private static boolean areSmall(String column, Path folder) {
    try {
      for (String name : new DatasetFolder(folder).names()) {
        if (!isSmall(folder.resolve(name), column)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "The dataset " + folder + " cannot be looked through: " + e.getMessage() + ".",
          "Make the folder readable for this user.",
          e);
    }
  }

  private static boolean isSmall(Path file, String column) {
    try {
      return LongBounds.within(file, column, MOST_AS_DOUBLE);
    } catch (LogFlowException e) {
      if (Files.notExists(file)) {
        return true; // It has become another one, or somebody has fetched it.
      }
      throw e;
    }
  }
}
