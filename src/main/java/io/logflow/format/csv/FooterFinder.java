package io.logflow.format.csv;

import java.util.List;

/**
 * Finds remarks behind the last row of a table: records with few cells, which read like remarks or
 * stand apart. A last row that was cut off is none.
 */
final class FooterFinder {
  private static final int MOST = 200;
  private static final int LOOKED_AT = 50;
  private static final int LEAST_FULL = 3;

  private final List<OutlineRow> rows;
  private final int width;

  private FooterFinder(List<OutlineRow> rows, int width) {
    this.rows = rows;
    this.width = width;
  }

  /**
   * Where the footer begins.
   *
   * @param end index behind the last row that may belong to it
   * @param terminated whether the last of them ends with a line ending
   * @return index of its first record, {@code end} where there is no footer
   */
  static int find(List<OutlineRow> rows, int start, int end, int width, boolean terminated) {
    return width < 2 ? end : new FooterFinder(rows, width).find(start, end, terminated);
  }

  private int find(int start, int end, boolean terminated) {
    int first = end;
    while (first - 1 > start + 1
        && end - first < MOST
        && (isRemark(first - 1) || isLoose(first - 1))) {
      first--;
    }
    while (first < end && !begins(first, end)) {
      first++;
    }
    boolean cut = first == end - 1 && !terminated && !rows.get(first).gap();
    return cut || !anyWords(first, end) ? end : first;
  }

  /** Whether a footer may begin with a record: with a remark, or with the empty row above one. */
  private boolean begins(int index, int end) {
    return rows.get(index).empty() ? followsRemark(index, end) : isRemark(index);
  }

  /** A text with delimiters in it, which is a remark where one stands above it. */
  private boolean isLoose(int index) {
    OutlineRow row = rows.get(index);
    return row.width() != width && row.typed() == 0 && row.first() == CellKind.TEXT;
  }

  /** Empty rows of full width belong to the table unless a remark follows them. */
  private boolean followsRemark(int index, int end) {
    for (int next = index + 1; next < end; next++) {
      if (!rows.get(next).empty()) {
        return true;
      }
    }
    return false;
  }

  private boolean anyWords(int first, int end) {
    for (int index = first; index < end; index++) {
      if (!rows.get(index).empty()) {
        return true;
      }
    }
    return false;
  }

  private boolean isRemark(int index) {
    OutlineRow row = rows.get(index);
    if (row.failed()) {
      return false;
    }
    if (row.empty()) {
      return width > 2;
    }
    if (row.filled() > Math.max(1, width / 3) || row.first() != CellKind.TEXT) {
      return false;
    }
    boolean apart = standsApart(index);
    if (row.width() == width) {
      boolean first = row.kind(0) == CellKind.TEXT;
      boolean alone = width > 2 && row.filled() == 1 && first && !mayBeSparse(index);
      return alone && apart;
    }
    return row.width() < width && (apart || row.remark());
  }

  /** Whether a blank line or an empty row stands above it, or above the remarks above it. */
  private boolean standsApart(int index) {
    for (int at = index; at > 0; at--) {
      OutlineRow row = rows.get(at);
      if (row.gap() || rows.get(at - 1).empty()) {
        return true;
      }
      if (row.filled() > Math.max(1, width / 3)) {
        return false;
      }
    }
    return false;
  }

  /** Whether rows of the table, too, have one cell or none: then one more tells nothing. */
  private boolean mayBeSparse(int index) {
    int sparse = 0;
    int full = 0;
    for (int at = index - 1; at >= 0 && full < LOOKED_AT; at--) {
      boolean few = rows.get(at).filled() <= 1;
      sparse += few && full > 0 ? 1 : 0;
      full += few ? 0 : 1;
    }
    return full < LEAST_FULL || 20 * sparse > full;
  }
}
