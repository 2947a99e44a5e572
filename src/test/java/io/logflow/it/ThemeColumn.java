package io.logflow.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A column as it stands in a file, and what must become of it.
 *
 * @param name its name in the header
 * @param type the type it must get
 * @param fields its fields as they are written, with their quotes
 * @param values its values as DuckDB shows them, null for NULL
 */
record ThemeColumn(String name, String type, List<String> fields, List<String> values) {

  /** A column whose values show as they are written; an empty field is NULL. */
  static ThemeColumn of(String name, String type, String... fields) {
    return new ThemeColumn(name, type, List.of(fields), nulls(List.of(fields)));
  }

  /** A column that is usual in all rows but some, which come late. */
  static ThemeColumn late(
      String name, String type, int rows, IntFunction<String> usual, Map<Integer, String> late) {
    List<String> fields = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      fields.add(late.containsKey(row) ? late.get(row) : usual.apply(row));
    }
    return new ThemeColumn(name, type, fields, nulls(fields));
  }

  private static List<String> nulls(List<String> fields) {
    List<String> values = new ArrayList<>();
    fields.forEach(field -> values.add(field.isEmpty() ? null : field));
    return values;
  }

  /** The same column with the values that it must have. */
  ThemeColumn shownAs(String... shown) {
    return new ThemeColumn(name, type, fields, Arrays.asList(shown));
  }

  /** The same column with each value shown in another way. */
  ThemeColumn shown(UnaryOperator<String> how) {
    List<String> shown = new ArrayList<>();
    values.forEach(value -> shown.add(value == null ? null : how.apply(value)));
    return new ThemeColumn(name, type, fields, shown);
  }

  /** The same column with its rows in another order. */
  ThemeColumn inOrder(List<Integer> rows) {
    return new ThemeColumn(name, type, pick(fields, rows), pick(values, rows));
  }

  private static List<String> pick(List<String> all, List<Integer> rows) {
    List<String> picked = new ArrayList<>();
    rows.forEach(row -> picked.add(all.get(row)));
    return picked;
  }
}
