package io.logflow.flow.replay;

import io.logflow.flow.contract.RealFolder;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.Contract;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.job.SchemaVersion;
import io.logflow.parquet.FooterContract;
import io.logflow.parquet.Outputs;
import io.logflow.store.Contracts;
import io.logflow.store.StoredJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a further part has in common with the output that its rows were missing from: its columns
 * and types, since readers of several files take those of one of them for all.
 */
final class Likeness {
  private final Contracts contracts;

  Likeness(Contracts contracts) {
    this.contracts = contracts;
  }

  /**
   * The columns of an output; none where it is gone and its folder keeps no contract.
   *
   * @param rewriting whether the output is made again: then what all rows ask for is new, unless
   *     its folder keeps one schema for good
   */
  Contract of(StoredJob job, Path output, boolean rewriting) {
    Contract known = of(job, output);
    return rewriting && !known.rescue() ? Contract.NONE : known;
  }

  private Contract of(StoredJob job, Path output) {
    if (Files.exists(output)) {
      return FooterContract.of(Outputs.footer(output), job.id());
    }
    return contracts
        .ofOutput(RealFolder.of(output))
        .map(SchemaVersion::contract)
        .orElse(Contract.NONE);
  }

  /**
   * Fails where rows ask for other columns or types than their output has.
   *
   * @throws LogFlowException MALFORMED_INPUT
   */
  static void require(Plan plan, Contract like) {
    if (like.isNone() || plan.schema().equals(like.schema())) {
      return;
    }
    Set<Column> known = new HashSet<>(like.schema().columns());
    List<String> other =
        plan.columns().stream()
            .filter(column -> !known.contains(column.column()))
            .map(column -> told(column, like))
            .limit(3)
            .toList();
    throw ErrorKind.MALFORMED_INPUT.error(
        "The rows do not fit the output that they were missing from: "
            + (other.isEmpty() ? "columns are missing." : String.join(" ", other)),
        "Correct them with --rows; or widen the output: with --as rewrite, or, in a folder that many"
            + " files share, by converting the whole input again.");
  }

  private static String told(ColumnPlan column, Contract like) {
    String name = column.column().name();
    String type = column.column().type().toString();
    return like.column(name)
        .map(was -> "Column '%s' is %s there and would be %s.".formatted(name, was.type(), type))
        .orElse("There is no column '" + name + "'.");
  }
}
