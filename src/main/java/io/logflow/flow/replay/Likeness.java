package io.logflow.flow.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.job.SchemaVersion;
import io.logflow.job.Target;
import io.logflow.job.TypeKind;
import io.logflow.parquet.CompactedParts;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.store.Contracts;
import io.logflow.store.StoredJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a further part has in common with the output that its rows were missing from: its columns
 * and types, since readers of several files take those of one of them for all.
 */
final class Likeness {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> FORMATS = new TypeReference<>() {};

  private final Contracts contracts;

  Likeness(Contracts contracts) {
    this.contracts = contracts;
  }

  /** The columns of an output; none where it is gone and its folder keeps no contract. */
  Contract of(StoredJob job, Path output) {
    if (Files.exists(output)) {
      return of(Outputs.footer(output), job.id());
    }
    return job.text("ledger_output").stream()
        .flatMap(folder -> contracts.all(folder).stream())
        .filter(version -> output.startsWith(folder(version)))
        .reduce((one, next) -> next)
        .map(SchemaVersion::contract)
        .orElse(Contract.NONE);
  }

  private static Path folder(SchemaVersion version) {
    return Target.versionFolder(Path.of(version.folder()), version.version());
  }

  private static Contract of(Footer file, String jobId) {
    Map<String, String> formats = formats(file, jobId);
    List<ContractColumn> columns = new ArrayList<>();
    for (Column column : file.schema().columns()) {
      Optional<String> format =
          Optional.ofNullable(formats.get(column.name()))
              .filter(any -> isTemporal(column.type().kind()));
      columns.add(new ContractColumn(column.name(), column.type(), format, true));
    }
    return new Contract(columns);
  }

  private static boolean isTemporal(TypeKind kind) {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
      default -> false;
    };
  }

  /** In a compacted file, those of the part that has the job's rows. */
  private static Map<String, String> formats(Footer file, String jobId) {
    String text =
        CompactedParts.of(file.metadata(), jobId)
            .map(CompactedParts.Part::formats)
            .filter(formats -> !formats.isEmpty())
            .orElseGet(() -> file.metadata().getOrDefault(FooterMetadata.FORMATS, "{}"));
    try {
      return JSON.readValue(text, FORMATS);
    } catch (JsonProcessingException e) { // Another program's key of the same name.
      return Map.of();
    }
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
