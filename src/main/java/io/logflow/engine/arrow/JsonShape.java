package io.logflow.engine.arrow;

import io.logflow.engine.Support;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Plan;
import java.util.List;

/** Whether JSON records are rows of flat columns. Other formats have no other rows. */
final class JsonShape {
  /** Where there are more keys than these, NULLs would take most of the time. */
  private static final int MANY_KEYS = 256;

  private static final int LEAST_SHARE = 16;

  private JsonShape() {}

  static Support support(Plan plan) {
    List<ColumnPlan> columns =
        plan.columns().stream().filter(column -> column.json().isPresent()).toList();
    for (ColumnPlan column : columns) {
      if (column.json().orElseThrow().keyless()) {
        return Support.no("its records are no objects with keys");
      }
      switch (column.column().type().kind()) {
        case STRUCT, LIST -> {
          return Support.no(
              "it does not write nested columns, such as '" + column.column().name() + "'");
        }
        default -> {}
      }
    }
    return columns.size() > MANY_KEYS && sparse(columns)
        ? Support.no("most of its " + columns.size() + " keys are missing in most records")
        : Support.YES;
  }

  private static boolean sparse(List<ColumnPlan> columns) {
    long values = 0;
    long cells = 0;
    for (ColumnPlan column : columns) {
      ColumnStatistics found = column.statistics().orElseThrow();
      values += found.values();
      cells += found.values() + found.nulls();
    }
    return values < cells / LEAST_SHARE;
  }
}
