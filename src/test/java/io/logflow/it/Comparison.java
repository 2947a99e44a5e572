package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Column;
import io.logflow.job.Schema;
import io.logflow.job.TypeKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares canonical values with what DuckDB reads: numbers by value, text by text, times by
 * instant, NULL at the same places.
 */
final class Comparison {
  private Comparison() {}

  /** Asserts that the file holds these rows, in this order. */
  static void assertRows(List<List<String>> expected, Path parquet, Schema schema) {
    Map<String, List<String>> columns = Readback.columns(parquet);
    for (int index = 0; index < schema.size(); index++) {
      Column column = schema.column(index);
      List<String> wanted = new ArrayList<>();
      for (List<String> row : expected) {
        wanted.add(normal(row.get(index), column));
      }
      List<String> found =
          columns.getOrDefault(column.name(), List.of()).stream()
              .map(value -> normal(value, column))
              .toList();
      assertThat(found).as(column.name()).isEqualTo(wanted);
    }
  }

  private static String normal(String value, Column column) {
    if (value == null) {
      return null;
    }
    TypeKind kind = column.type().kind();
    return switch (kind) {
      case BIGINT, DECIMAL -> number(value);
      case DOUBLE ->
          value.startsWith("-0") && new BigDecimal(value).signum() == 0 ? "-0" : number(value);
      case TIME, TIMESTAMP -> withoutIdleFraction(value);
      case TIMESTAMPTZ -> withoutIdleFraction(value.replace("+00", "").replace("Z", ""));
      default -> value;
    };
  }

  private static String number(String value) {
    return new BigDecimal(value).stripTrailingZeros().toPlainString();
  }

  private static String withoutIdleFraction(String value) {
    return value.contains(".") ? value.replaceAll("\\.?0+$", "") : value;
  }
}
