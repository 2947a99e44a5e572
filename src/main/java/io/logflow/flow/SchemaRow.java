package io.logflow.flow;

import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The row of an input in the schema cache: the output's columns by the input's beginning. */
public final class SchemaRow {
  private SchemaRow() {}

  private record NamedType(String name, String type) {}

  /** Puts the columns of the table into a row. */
  public static void fill(Job job, Input input, Map<String, Object> row) {
    Optional<String> whole =
        job.requirePlan().inputs().stream()
            .filter(plan -> plan.input().jobId().equals(input.jobId()))
            .findFirst()
            .flatMap(InputPlan::sha256);
    List<NamedType> columns =
        job.requirePlan().schema().columns().stream()
            .map(column -> new NamedType(column.name(), column.type().toString()))
            .toList();
    row.put("file_hash", FileHead.sha256(input, whole));
    row.put("input_path", input.path().toString());
    row.put("input_size", input.size());
    row.put("schema", Map.of("columns", columns));
  }
}
