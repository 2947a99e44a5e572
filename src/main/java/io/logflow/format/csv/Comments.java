package io.logflow.format.csv;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What lines that are no records begin with. */
final class Comments {
  private static final List<String> PREFIXES = List.of("#", "//", "%", "--");

  private Comments() {}

  static boolean mayBegin(byte symbol) {
    return symbol == '#' || symbol == '/' || symbol == '%' || symbol == '-';
  }

  /**
   * What comments begin with, where lines begin so that are no rows of the table.
   *
   * @param rows all records, as if none was a comment
   * @param width fields of a row
   * @return empty where no line is a comment
   */
  static String find(SampleText sample, List<OutlineRow> rows, int width) {
    for (String prefix : PREFIXES) {
      byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
      int comments = 0;
      int others = 0;
      for (OutlineRow row : rows) {
        if (begins(sample.utf8(), row.start(), bytes)) {
          boolean comment = row.failed() || row.width() != width;
          comments += comment ? 1 : 0;
          others += comment ? 0 : 1;
        }
      }
      if (comments > 0 && others == 0) {
        return prefix;
      }
    }
    return "";
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
