package io.logflow.format.csv;

import java.util.List;

/**
 * The rows of a sample that are its first table.
 *
 * @param start index of the first row, which may be a header
 * @param end index behind the last row
 * @param width fields of a row; 0 where most records are of no one width
 * @param further index of the first row of a further table, {@code end} or more; -1 where there is
 *     none
 * @param oddHeader whether the first row names the columns though it is of another width
 */
record TableBlock(int start, int end, int width, int further, boolean oddHeader) {

  /** Whether the first row is of another width. */
  boolean oddStart(List<OutlineRow> rows) {
    return width > 0 && start < end && rows.get(start).width() != width;
  }

  TableBlock from(int first) {
    return new TableBlock(first, end, width, further, oddHeader && first == start);
  }

  TableBlock to(int last) {
    return new TableBlock(start, last, width, further, oddHeader);
  }
}
