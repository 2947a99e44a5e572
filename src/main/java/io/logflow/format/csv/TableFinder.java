package io.logflow.format.csv;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the first table among the records of a sample: where records of one width follow each
 * other. What stands before it is a preamble; it ends where records of another width follow each
 * other, or where its header comes again. Single records of another width within it are bad rows.
 */
final class TableFinder {
  /** Records that are looked at to tell whether a width lasts. */
  private static final int NEAR = 4;

  /** Fewer records of one width do not outweigh the first record. */
  private static final int LEAST_ROWS = 3;

  /** The part of a table's records that must be of one width. */
  private static final double UNIFORM = 0.6;

  /** Of two tables the first counts where it is at least this part of the larger one. */
  private static final double SIZABLE = 0.4;

  private final List<OutlineRow> rows;
  private final HeaderMatch header;
  private final int width;

  private TableFinder(List<OutlineRow> rows, HeaderMatch header, int width) {
    this.rows = rows;
    this.header = header;
    this.width = width;
  }

  /**
   * Finds the table.
   *
   * @param header tells of rows of another width whether they are its header
   * @param oneTable whether the table goes on to the last record, whatever stands there
   */
  static TableBlock find(List<OutlineRow> rows, HeaderMatch header, boolean oneTable) {
    int width = width(rows);
    if (!isTable(rows, width)) {
      return new TableBlock(0, rows.size(), 0, -1, false);
    }
    TableBlock block = new TableFinder(rows, header, width).block(oneTable);
    return isUniform(rows, block) ? block : new TableBlock(0, rows.size(), 0, -1, false);
  }

  /** The width of the first table that is large. */
  private static int width(List<OutlineRow> rows) {
    Map<Integer, Integer> counts = new TreeMap<>();
    for (OutlineRow row : rows) {
      if (row.width() > 1) {
        counts.merge(row.width(), 1, Integer::sum);
      }
    }
    int best = 0;
    for (int one : counts.keySet()) {
      best = best == 0 || mass(counts, one) > mass(counts, best) ? one : best;
    }
    for (int one : counts.keySet()) {
      boolean sizable = mass(counts, one) >= SIZABLE * mass(counts, best) && counts.get(one) >= 3;
      if (one != best && sizable && isBefore(rows, one, best)) {
        best = one;
      }
    }
    return best;
  }

  /** Whether enough records have the width. */
  private static boolean isTable(List<OutlineRow> rows, int width) {
    long count = rows.stream().filter(row -> row.width() == width).count();
    return width > 1
        && (count >= LEAST_ROWS || (count == 2 && width > 2 && startsWith(rows.get(0), width)));
  }

  private static boolean startsWith(OutlineRow first, int width) {
    return first.width() == 1 || first.width() == width;
  }

  private static boolean isUniform(List<OutlineRow> rows, TableBlock block) {
    List<OutlineRow> table = rows.subList(block.start(), block.end());
    long same = table.stream().filter(row -> row.width() == block.width()).count();
    return same >= UNIFORM * table.size();
  }

  private static long mass(Map<Integer, Integer> counts, int width) {
    return (long) counts.get(width) * (width - 1);
  }

  /** Whether the records of one width stand, nearly all, before those of the other. */
  private static boolean isBefore(List<OutlineRow> rows, int one, int other) {
    int ones = 0;
    int others = 0;
    long inOrder = 0;
    for (OutlineRow row : rows) {
      ones += row.width() == one ? 1 : 0;
      others += row.width() == other ? 1 : 0;
      inOrder += row.width() == other ? ones : 0;
    }
    return inOrder >= 0.98 * ones * (double) others;
  }

  private TableBlock block(boolean oneTable) {
    int first = firstOfWidth();
    int top = firstFull(first);
    int start = withHeaderAbove(top);
    boolean oddHeader = start < top || isOddHeader(top, first);
    if (!oddHeader && top == first) {
      start = behindSparse(first);
    }
    start = withNarrowerRows(start);
    int further = oneTable ? -1 : further(start, first);
    int end = further < 0 ? rows.size() : further;
    return new TableBlock(start, end, width, further, oddHeader);
  }

  private int firstOfWidth() {
    for (int index = 0; index < rows.size(); index++) {
      if (rows.get(index).width() == width && lasts(index)) {
        return index;
      }
    }
    return 0;
  }

  /** The first record that is no remark: those of the table may be broken from the first on. */
  private int firstFull(int first) {
    for (int index = 0; index < first; index++) {
      OutlineRow row = rows.get(index);
      boolean full = row.failed() || 2 * row.filled() > cells();
      if (full && 10 * header.fields(row) >= 7 * width) {
        return index;
      }
    }
    return first;
  }

  private int cells() {
    return Math.min(width, Outline.CELLS);
  }

  private boolean isOddHeader(int top, int first) {
    return top < first
        && rows.get(top).width() != width
        && rows.get(top + 1).typed() > 0
        && header.isHeader(rows.get(top), width);
  }

  /** Whether at least half of the next records have the width. */
  private boolean lasts(int index) {
    int to = Math.min(rows.size(), index + 1 + NEAR);
    int same = 0;
    for (int next = index; next < to; next++) {
      same += rows.get(next).width() == width ? 1 : 0;
    }
    return 2 * same >= to - index;
  }

  /** The record above the first row, where it is its header though of another width. */
  private int withHeaderAbove(int first) {
    int above = first - 1;
    boolean adjacent = above >= 0 && !rows.get(first).gap();
    return adjacent && rows.get(first).typed() > 0 && header.isHeader(rows.get(above), width)
        ? above
        : first;
  }

  /** Passes rows of the right width that hold few cells, where a full one follows. */
  private int behindSparse(int first) {
    int at = first;
    boolean parted = false;
    while (at < rows.size() && rows.get(at).width() == width && isSparse(rows.get(at))) {
      parted |= rows.get(at).empty();
      at++;
      parted |= at < rows.size() && rows.get(at).gap();
    }
    if (at == first || at >= rows.size() || width < 3 || rows.get(at).width() != width) {
      return first;
    }
    boolean full = 2 * cells() <= 3 * rows.get(at).filled();
    List<OutlineRow> passed = rows.subList(first, at);
    boolean remark = passed.stream().anyMatch(row -> !row.empty());
    boolean single = passed.stream().allMatch(row -> row.filled() <= 1);
    boolean named = namesAbove(at) && (single || parted);
    boolean title = parted && remark && single && isFull(at);
    return full && (named || title) ? at : first;
  }

  /**
   * Rows above that begin with a value are no remarks: a table whose rows got more fields begins
   * with the narrow ones. Remarks have their name first.
   */
  private int withNarrowerRows(int start) {
    int at = start;
    while (at > 0 && rows.get(at - 1).width() > 1 && !rows.get(at).gap() && isValue(at - 1)) {
      at--;
    }
    if (start - at < LEAST_ROWS) {
      return start;
    }
    boolean named = at > 0 && !rows.get(at).gap() && rows.get(at - 1).names();
    return named && rows.get(at - 1).width() == rows.get(at).width() ? at - 1 : at;
  }

  private boolean isValue(int index) {
    return rows.get(index).kind(0).isTyped();
  }

  /** Whether hardly a row from here on holds one cell or none. */
  private boolean isFull(int at) {
    long sparse = rows.subList(at, rows.size()).stream().filter(row -> row.filled() <= 1).count();
    return rows.size() - at >= LEAST_ROWS && 20 * sparse <= rows.size() - at;
  }

  private boolean isSparse(OutlineRow row) {
    return row.filled() <= Math.max(1, cells() / 3) && !row.first().isTyped();
  }

  /** Whether a row of texts stands over values. */
  private boolean namesAbove(int at) {
    OutlineRow names = rows.get(at);
    if (!names.names() || at + 1 >= rows.size()) {
      return false;
    }
    for (int below = at + 1; below < Math.min(rows.size(), at + 1 + NEAR); below++) {
      if (!rows.get(below).names()) {
        return true;
      }
    }
    return false;
  }

  /** Index of the first row that belongs to a further table, -1 where there is none. */
  private int further(int start, int first) {
    boolean named = namesAbove(first) && 2 * rows.get(first).filled() > cells();
    for (int index = Math.max(first, start) + 1; index < rows.size(); index++) {
      // Files put behind each other repeat their header, too: a table begins behind a gap or title.
      boolean apart = rows.get(index).gap() || rows.get(index - 1).width() != width;
      boolean again = named && apart && rows.get(index).hash() == rows.get(first).hash();
      if ((again && rows.get(index).width() == width && index > first + NEAR) || isOther(index)) {
        return index;
      }
    }
    return -1;
  }

  /** Whether from here on records of another width follow each other to the end. */
  private boolean isOther(int index) {
    int other = rows.get(index).width();
    if (other == width || other < 2 || index + 2 >= rows.size()) {
      return false;
    }
    int same = 0;
    int others = 0;
    for (int next = index; next < rows.size(); next++) {
      same += rows.get(next).width() == width ? 1 : 0;
      others += rows.get(next).width() == other ? 1 : 0;
    }
    int all = rows.size() - index;
    return others >= 3 && 10 * others >= 6 * all && 20 * same <= all && namesAbove(index);
  }

  /** Tells whether a record that has not as many fields as the rows is their header. */
  interface HeaderMatch {
    boolean isHeader(OutlineRow row, int width);

    /** Fields of a record; of one with broken quotes as many as its delimiters part. */
    int fields(OutlineRow row);
  }
}
