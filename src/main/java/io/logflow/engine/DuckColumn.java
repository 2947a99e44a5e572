package io.logflow.engine;

import io.logflow.duck.SqlText;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import io.logflow.scan.TemporalFormat;
import java.util.List;
import java.util.Optional;

/**
 * How DuckDB turns one column's text into values. Of the texts that the scan lets into a type,
 * DuckDB's own cast makes the very same value; times in other forms than ISO are read as text and
 * parsed with formats.
 */
final class DuckColumn {
  private DuckColumn() {}

  /** Whether the column's values are read exactly. */
  static boolean canRead(ColumnPlan plan) {
    return isCast(plan) || format(plan).filter(format -> isParsed(plan, format)).isPresent();
  }

  /** The type with which the field is read from the file. */
  static String readType(ColumnPlan plan) {
    return isCast(plan) ? plan.column().type().toString() : "VARCHAR";
  }

  /** The value of the column, from the field as it was read. */
  static String expression(ColumnPlan plan, String field) {
    return isCast(plan) ? field : parse(plan.column().type(), format(plan).orElseThrow(), field);
  }

  private static boolean isCast(ColumnPlan plan) {
    return switch (plan.column().type().kind()) {
      case BOOLEAN, BIGINT, DOUBLE, DECIMAL, VARCHAR -> plan.format().isEmpty();
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
          format(plan).filter(format -> format.iso() && suits(plan, format)).isPresent();
      case STRUCT, LIST -> false;
    };
  }

  /** A year of two digits means another century to DuckDB than it may mean to us. */
  private static boolean isParsed(ColumnPlan plan, TemporalFormat format) {
    return suits(plan, format)
        && !format.strptime().isEmpty()
        && format.strptime().stream().noneMatch(variant -> variant.contains("%y"));
  }

  private static boolean suits(ColumnPlan plan, TemporalFormat format) {
    return format.kind() == plan.column().type().kind();
  }

  private static Optional<TemporalFormat> format(ColumnPlan plan) {
    boolean temporal =
        switch (plan.column().type().kind()) {
          case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
          default -> false;
        };
    return plan.format().filter(format -> temporal).map(TemporalFormat::of);
  }

  private static String parse(ColumnType type, TemporalFormat format, String field) {
    List<String> variants =
        format.strptime().stream()
            .map(variant -> type.nanos() ? variant.replace("%f", "%n") : variant)
            .toList();
    // %z knows offsets in digits only.
    String text =
        type.kind() == TypeKind.TIMESTAMPTZ
            ? "regexp_replace(" + field + ", '(Z|GMT|UTC)$', '+00')"
            : field;
    return "CAST(strptime(" + text + ", " + SqlText.literals(variants) + ") AS " + type + ")";
  }
}
