package io.logflow.engine;

import io.logflow.job.Column;
import io.logflow.job.ErrorKind;
import io.logflow.job.Layout;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The columns by which an output is laid out.
 *
 * @param sortBy by which its rows are sorted
 * @param partitionBy whose values make folders, as numbers of columns
 */
public record LayoutKeys(List<SortKey> sortBy, List<Integer> partitionBy) {
  private static final String DESCENDING = " desc";
  private static final String ASCENDING = " asc";

  /**
   * A column in the order of rows.
   *
   * @param column its number
   */
  public record SortKey(int column, boolean descending) {}

  public LayoutKeys {
    sortBy = List.copyOf(sortBy);
    partitionBy = List.copyOf(partitionBy);
  }

  /**
   * Finds the columns of a layout.
   *
   * @throws LogFlowException CONFIGURATION where one is not there, is nested, or comes twice
   */
  public static LayoutKeys of(Plan plan, Layout layout) {
    List<Column> columns = plan.schema().columns();
    List<SortKey> sortBy = new ArrayList<>();
    for (String key : layout.sortBy()) {
      boolean descending = !isName(columns, key) && endsWith(key, DESCENDING);
      boolean ascending = !isName(columns, key) && endsWith(key, ASCENDING);
      String name =
          descending
              ? key.substring(0, key.length() - DESCENDING.length()).strip()
              : ascending ? key.substring(0, key.length() - ASCENDING.length()).strip() : key;
      sortBy.add(new SortKey(index(columns, name, "sort_by"), descending));
    }
    List<Integer> partitionBy =
        layout.partitionBy().stream().map(name -> index(columns, name, "partition_by")).toList();
    requireOnce(columns, sortBy.stream().map(SortKey::column).toList(), "sort_by");
    requireOnce(columns, partitionBy, "partition_by");
    return new LayoutKeys(sortBy, partitionBy);
  }

  private static boolean endsWith(String key, String word) {
    return key.toLowerCase(Locale.ROOT).endsWith(word);
  }

  private static boolean isName(List<Column> columns, String name) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  private static int index(List<Column> columns, String name, String setting) {
    for (int index = 0; index < columns.size(); index++) {
      if (columns.get(index).name().equals(name)) {
        if (columns.get(index).type().nested()) {
          throw ErrorKind.CONFIGURATION.error(
              "conversion.%s names the column '%s', which is nested (%s)."
                  .formatted(setting, name, columns.get(index).type()),
              "Name columns of plain values.");
        }
        return index;
      }
    }
    throw ErrorKind.CONFIGURATION.error(
        "conversion.%s names the column '%s', which the output does not have."
            .formatted(setting, name),
        "Its columns are: "
            + columns.stream().map(Column::name).limit(20).collect(Collectors.joining(", "))
            + (columns.size() > 20 ? ", ..." : "")
            + ".");
  }

  private static void requireOnce(List<Column> columns, List<Integer> keys, String setting) {
    HashSet<Integer> seen = new HashSet<>();
    for (int key : keys) {
      if (!seen.add(key)) {
        throw ErrorKind.CONFIGURATION.error(
            "conversion.%s names the column '%s' twice."
                .formatted(setting, columns.get(key).name()),
            "Name each column once.");
      }
    }
  }
}
