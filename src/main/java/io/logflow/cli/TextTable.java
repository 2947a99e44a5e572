package io.logflow.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows of text under headings, in columns. All cells are made safe to print. */
final class TextTable {
  private static final String GAP = "  ";
  private final List<List<String>> rows = new ArrayList<>();
  private final Set<Integer> alignedRight;

  /**
   * @param alignedRight indexes of the columns that hold numbers
   */
  TextTable(List<String> headings, Set<Integer> alignedRight) {
    this.alignedRight = Set.copyOf(alignedRight);
    rows.add(List.copyOf(headings));
  }

  void add(List<String> cells) {
    rows.add(cells.stream().map(Printable::text).toList());
  }

  void print(PrintWriter out) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int column = 0; column < columns; column++) {
        widths[column] = Math.max(widths[column], TextWidth.of(row.get(column)));
      }
    }
    for (List<String> row : rows) {
      out.println(line(row, widths).stripTrailing());
    }
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String padding = " ".repeat(widths[column] - TextWidth.of(cell));
      line.append(column == 0 ? "" : GAP)
          .append(alignedRight.contains(column) ? padding + cell : cell + padding);
    }
    return line.toString();
  }
}
