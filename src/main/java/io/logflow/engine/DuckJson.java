package io.logflow.engine;

import io.logflow.duck.SqlText;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.job.Format;
import io.logflow.job.InputPlan;
import io.logflow.job.JsonField;
import io.logflow.job.Plan;
import io.logflow.scan.TemporalFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How DuckDB reads JSON. It holds numbers as doubles and writes text anew, so that DECIMAL and JSON
 * kept as text are not for it; times are read as text and cast.
 */
final class DuckJson {
  /** DuckDB's buffers are twice as large, one a thread. */
  private static final long LEAST_OBJECT_BYTES = 8L << 20;

  /** Types in one another that are still written out in SQL. */
  private static final int MOST_DEPTH = 16;

  private DuckJson() {}

  /** Whether the values of a column are read exactly. */
  static boolean canRead(ColumnPlan plan) {
    JsonField field = plan.json().orElseThrow();
    return !field.keyless() && canRead(plan.column().type(), field, 1);
  }

  private static boolean canRead(ColumnType type, JsonField field, int depth) {
    if (field.occurrence() > 1 || field.verbatim() || depth > MOST_DEPTH) {
      return false;
    }
    return switch (type.kind()) {
      case BOOLEAN, BIGINT, DOUBLE, VARCHAR -> true;
      case DECIMAL -> false;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> {
        TemporalFormat format = TemporalFormat.of(field.format().orElseThrow());
        yield format.iso() && format.kind() == type.kind();
      }
      case STRUCT, LIST -> {
        boolean all = true;
        for (int index = 0; index < type.children().size(); index++) {
          ColumnType child = type.children().get(index).type();
          all &= canRead(child, field.children().get(index), depth + 1);
        }
        yield all;
      }
    };
  }

  /** What is read of the file, behind its name. */
  static List<String> reading(Plan plan, InputPlan input) throws IOException {
    return List.of(
        "auto_detect = false",
        "columns = " + columns(plan),
        "format = " + SqlText.literal(layout(input)),
        "records = 'true'",
        "maximum_object_size = " + Math.max(LEAST_OBJECT_BYTES, 2 * input.longestRecord()),
        "ignore_errors = false",
        "compression = 'uncompressed'",
        "hive_partitioning = false",
        "filename = false",
        "union_by_name = false");
  }

  private static String layout(InputPlan input) throws IOException {
    if (input.input().inspection().orElseThrow().format() == Format.NDJSON) {
      return "newline_delimited";
    }
    try (InputStream bytes = Files.newInputStream(input.input().content())) {
      int first = bytes.read();
      while (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
        first = bytes.read();
      }
      return first == '[' ? "array" : "unstructured";
    }
  }

  private static String columns(Plan plan) {
    return plan.columns().stream()
        .map(
            column ->
                SqlText.literal(column.column().name())
                    + ": "
                    + SqlText.literal(type(column.column().type(), true)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** A type in SQL; {@code asRead}: with text in place of times. */
  private static String type(ColumnType type, boolean asRead) {
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> asRead ? "VARCHAR" : type.toString();
      case STRUCT ->
          type.children().stream()
              .map(child -> field(child, asRead))
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
      case LIST -> type(type.children().get(0).type(), asRead) + "[]";
      default -> type.toString();
    };
  }

  private static String field(Column child, boolean asRead) {
    return SqlText.identifier(child.name()) + " " + type(child.type(), asRead);
  }

  /** A column's value from what was read, under the column's name. */
  static String column(ColumnPlan plan) {
    String name = SqlText.identifier(plan.column().name());
    String read = type(plan.column().type(), true);
    String wanted = type(plan.column().type(), false);
    return read.equals(wanted) ? name : "CAST(" + name + " AS " + wanted + ") AS " + name;
  }
}
