package io.logflow.cli;

import io.logflow.job.Column;
import io.logflow.job.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table of text for a terminal: names, types, a rule, rows. Columns that do not fit the width are
 * counted instead of shown.
 */
final class TextTable {
  private static final int WIDEST_CELL = 32;
  private static final String GAP = "  ";

  /** Distinct from the text NULL, which has no signs around it. */
  private static final String NULL = "<NULL>";

  private final Schema schema;
  private final List<List<String>> rows;

  /**
   * @param rows values as text, null where a value is NULL
   */
  TextTable(Schema schema, List<List<String>> rows) {
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
      if (index > 0 && used + GAP.length() + wide > width) {
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
    return cells.stream().mapToInt(TextTable::width).max().orElse(0);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private static List<String> padded(List<String> cells, int wide) {
    return cells.stream().map(cell -> cell + " ".repeat(wide - width(cell))).toList();
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

  /** A text on one line without control characters, cut where it is too wide. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    int at = 0;
    int wide = 0;
    while (at < text.length() && wide < WIDEST_CELL) {
      int point = text.codePointAt(at);
      String piece = harmless(point);
      shown.append(piece);
      wide += piece.codePointCount(0, piece.length());
      at += Character.charCount(point);
    }
    return at < text.length() ? shown.append("...").toString() : shown.toString();
  }

  /** Escapes whatever may move a cursor, change a colour or turn the direction of writing. */
  private static String harmless(int point) {
    int type = Character.getType(point);
    boolean unsafe =
        Character.isISOControl(point)
            || type == Character.FORMAT
            || type == Character.LINE_SEPARATOR
            || type == Character.PARAGRAPH_SEPARATOR
            || type == Character.SURROGATE;
    return unsafe ? String.format(Locale.ROOT, "\\u%04x", point) : Character.toString(point);
  }
}
