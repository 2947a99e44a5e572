package io.logflow.cli;

import io.logflow.job.Column;
import io.logflow.job.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of text for a terminal: names, types, a rule, rows. Columns that do not fit the width are
 * counted instead of shown.
 */
final class ValueTable {
  private static final int WIDEST_CELL = 32;
  private static final String GAP = "  ";

  /** Distinct from the text NULL, which has no signs around it. */
  private static final String NULL = "<NULL>";

  private final Schema schema;
  private final List<List<String>> rows;

  /**
   * @param rows values as text, null where a value is NULL
   */
  ValueTable(Schema schema, List<List<String>> rows) {
    this.schema = schema;
    this.rows = rows;
  }

  /** The lines, none longer than {@code width} unless the first column alone is. */
  List<String> lines(int width) {
    List<List<String>> columns = new ArrayList<>();
    int used = 0;
    for (int index = 0; index < schema.size(); index++) {
      List<String> cells = cells(index);
      int wide = width(cells);
      if (index > 0 && wide > width - used - GAP.length()) {
        break;
      }
      used += wide + (index > 0 ? GAP.length() : 0);
      columns.add(padded(cells, wide));
    }
    List<String> lines = joined(columns);
    if (columns.size() < schema.size()) {
      lines.add("... and " + (schema.size() - columns.size()) + " more columns; see --json");
    }
    return lines;
  }

  private List<String> cells(int index) {
    Column column = schema.column(index);
    List<String> cells = new ArrayList<>();
    cells.add(shown(column.name()));
    cells.add(shown(column.type().toString()));
    cells.add("");
    for (List<String> row : rows) {
      String value = row.get(index);
      cells.add(value == null ? NULL : shown(value));
    }
    int wide = width(cells);
    cells.set(2, "-".repeat(wide));
    return cells;
  }

  private static int width(List<String> cells) {
    return cells.stream().mapToInt(TextWidth::of).max().orElse(0);
  }

  private static List<String> padded(List<String> cells, int wide) {
    return cells.stream().map(cell -> TextWidth.padded(cell, wide)).toList();
  }

  private static List<String> joined(List<List<String>> columns) {
    List<String> lines = new ArrayList<>();
    int count = columns.isEmpty() ? 0 : columns.get(0).size();
    for (int line = 0; line < count; line++) {
      int at = line;
      List<String> cells = columns.stream().map(column -> column.get(at)).toList();
      lines.add(String.join(GAP, cells).stripTrailing());
    }
    return lines;
  }

  /** A text without characters that steer a terminal, cut where it is too wide. */
  private static String shown(String text) {
    // A long text is cut before it is made safe, which would make it longer still.
    String safe = Printable.text(TextWidth.cut(text, WIDEST_CELL + 1));
    return TextWidth.of(safe) <= WIDEST_CELL ? safe : TextWidth.cut(safe, WIDEST_CELL) + "...";
  }
}
