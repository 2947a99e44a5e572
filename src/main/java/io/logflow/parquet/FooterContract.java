package io.logflow.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Column;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a published file shows of the schema contract that it was written by. */
public final class FooterContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> FORMATS = new TypeReference<>() {};

  private FooterContract() {}

  /** Its columns, each settled, with the formats that dates and times were read in. */
  public static Contract of(Footer file) {
    return of(file, formats(file.metadata().getOrDefault(FooterMetadata.FORMATS, "{}")));
  }

  /** The same; of a file that others were compacted into, with the formats of the job's part. */
  public static Contract of(Footer file, String jobId) {
    return CompactedParts.of(file.metadata(), jobId)
        .map(CompactedParts.Part::formats)
        .filter(formats -> !formats.isEmpty())
        .map(formats -> of(file, formats(formats)))
        .orElseGet(() -> of(file));
  }

  private static Contract of(Footer file, Map<String, String> formats) {
    List<ContractColumn> columns = new ArrayList<>();
    for (Column column : file.schema().columns()) {
      Optional<String> format =
          Optional.ofNullable(formats.get(column.name()))
              .filter(any -> column.type().kind().isTemporal() || isRescued(column, any));
      columns.add(new ContractColumn(column.name(), column.type(), format, true));
    }
    Contract contract = new Contract(columns);
    return columns.stream().anyMatch(ContractColumn::rescued) ? contract.rescuing() : contract;
  }

  private static boolean isRescued(Column column, String format) {
    return column.type().kind() == TypeKind.VARCHAR
        && column.name().equals(Contract.RESCUED)
        && format.equals(ContractColumn.RESCUED);
  }

  private static Map<String, String> formats(String json) {
    try {
      return JSON.readValue(json, FORMATS);
    } catch (JsonProcessingException e) { // Another program's key of the same name.
      return Map.of();
    }
  }
}
