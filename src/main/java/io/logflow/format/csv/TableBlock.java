package io.logflow.format.csv;

import java.util.List;

/**
 * The rows of a sample that are its first table.
 *
 * @param start index of the first row, which may be a header
 * @param end index behind the last row
 * @param width fields of a row
 * @param further index of the first row of a further table, {@code end} or more; -1 where there is
 *     none
 */
record TableBlock(int start, int end, int width, int further) {

  /** The header is of another width, or cannot be read. */
  boolean oddHeader(List<OutlineRow> rows) {
    return start < end && rows.get(start).width() != width;
  }
}
