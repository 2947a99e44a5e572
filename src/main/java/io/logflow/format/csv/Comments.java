package io.logflow.format.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What lines that are no records begin with. */
final class Comments {
  private static final List<String> PREFIXES = List.of("#", "//", "%", "--");

  private Comments() {}

  static boolean mayBegin(byte symbol) {
    return symbol == '#' || symbol == '/' || symbol == '%' || symbol == '-';
  }

  /**
   * What comments begin with, where lines within the table begin so that are no rows of it. Above
   * the table they are its preamble.
   *
   * @param rows all records, as if none was a comment
   * @return empty where no line is a comment
   */
  static String find(SampleText sample, List<OutlineRow> rows, TableFinder.HeaderMatch header) {
    for (String prefix : PREFIXES) {
      byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
      List<OutlineRow> marked = new ArrayList<>();
      List<OutlineRow> others = new ArrayList<>();
      for (OutlineRow row : rows) {
        (begins(sample.utf8(), row.start(), bytes) ? marked : others).add(row);
      }
      if (!marked.isEmpty() && areComments(marked, others, header)) {
        return prefix;
      }
    }
    return "";
  }

  /** A line with the fields of a row is a row, whatever it begins with. */
  private static boolean areComments(
      List<OutlineRow> marked, List<OutlineRow> others, TableFinder.HeaderMatch header) {
    TableBlock table = TableFinder.find(others, header, false);
    if (table.width() == 0 || marked.stream().anyMatch(row -> row.width() == table.width())) {
      return false;
    }
    long first = others.get(table.start()).start();
    long last = others.get(table.end() - 1).start();
    return marked.stream().anyMatch(row -> row.start() > first && row.start() < last);
  }

  static boolean begins(byte[] text, long start, byte[] prefix) {
    int at = (int) start;
    for (byte symbol : prefix) {
      if (at >= text.length || text[at++] != symbol) {
        return false;
      }
    }
    return true;
  }
}
