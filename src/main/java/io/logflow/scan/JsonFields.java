package io.logflow.scan;

import io.logflow.job.ColumnPlan;
import io.logflow.job.JsonField;
import io.logflow.job.Plan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which keys of records a tap is shown.
 *
 * @param all in the order of the plan's fields
 */
record JsonFields(List<Field> all) {

  /** Nobody is shown any. */
  static final JsonFields NONE = new JsonFields(List.of());

  /**
   * A key of records.
   *
   * @param occurrence which of its values in one record, from 1
   * @param verbatim whether strings are shown with their quotes
   * @param wanted whether it is looked at
   */
  record Field(String key, int occurrence, boolean verbatim, boolean wanted) {}

  /** The fields of a plan of which these columns are wanted. */
  static JsonFields of(Plan plan, BitSet columns) {
    List<Field> fields = new ArrayList<>();
    boolean wanted = false;
    for (int index = plan.columns().size() - 1; index >= 0; index--) {
      ColumnPlan column = plan.columns().get(index);
      wanted |= columns.get(index);
      // The offsets of a column follow it and come of the same field.
      if (!column.offsets()) {
        JsonField field = column.json().orElseThrow();
        fields.add(0, new Field(field.key(), field.occurrence(), field.verbatim(), wanted));
        wanted = false;
      }
    }
    return new JsonFields(fields);
  }
}
