package io.logflow.scan;

import io.logflow.job.ConversionOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which field of which input is which column.
 *
 * @param columns names of the columns of all inputs together
 * @param columnsOfFields for each input and each of its fields the index of the column
 */
record FieldMap(List<String> columns, List<List<Integer>> columnsOfFields) {

  /** The columns' names in the order of an input's fields. */
  List<String> names(int input) {
    return columnsOfFields.get(input).stream().map(columns::get).toList();
  }

  /** For each column the index of an input's field, -1 where it has none. */
  List<Integer> fieldOfColumn(int input) {
    List<Integer> all = new ArrayList<>(Collections.nCopies(columns.size(), -1));
    List<Integer> columnOfField = columnsOfFields.get(input);
    for (int field = 0; field < columnOfField.size(); field++) {
      all.set(columnOfField.get(field), field);
    }
    return all;
  }

  /**
   * The scans of the columns.
   *
   * @param scans an input each; they are used up
   */
  List<ColumnScan> merged(List<InputScan> scans, ConversionOptions options) {
    List<ColumnScan> all =
        columns.stream().map(name -> new ColumnScan(ColumnSettings.of(name, options))).toList();
    for (int input = 0; input < scans.size(); input++) {
      merge(all, scans.get(input), fieldOfColumn(input));
    }
    return all;
  }

  private static void merge(List<ColumnScan> all, InputScan scan, List<Integer> fields) {
    List<ColumnScan> found = scan.finish();
    for (int column = 0; column < all.size(); column++) {
      int field = fields.get(column);
      if (field < 0) {
        all.get(column).acceptNulls(scan.rows());
      } else {
        all.get(column).merge(found.get(field));
      }
    }
  }
}
