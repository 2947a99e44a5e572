package io.logflow.format.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The first record of a sample, and what stands below each of its cells. Small also when wide. */
final class FirstRecord {
  private final byte[] bytes;
  private final int[] starts;
  private final int[] ends;
  private final int[] typed;
  private final int[] texts;
  private final boolean[] repeated;

  /** Takes the record on which a reader stands; of one that cannot be read, no cells. */
  FirstRecord(CsvRecordReader reader) {
    int fields = reader.fieldCount();
    this.starts = new int[fields];
    this.ends = new int[fields];
    this.typed = new int[fields];
    this.texts = new int[fields];
    this.repeated = new boolean[fields];
    int from = fields == 0 ? 0 : reader.start(0);
    int to = from;
    for (int field = 0; field < fields; field++) {
      starts[field] = reader.start(field) - from;
      ends[field] = reader.end(field) - from;
      to = Math.max(to, reader.end(field));
    }
    this.bytes = Arrays.copyOfRange(reader.buffer(), from, to);
  }

  /** Looks at a cell of a record below. */
  void note(CsvRecordReader reader, int field, CellKind kind) {
    if (field >= starts.length) {
      return;
    }
    typed[field] += kind.isTyped() ? 1 : 0;
    texts[field] += kind == CellKind.TEXT ? 1 : 0;
    if (kind != CellKind.EMPTY && !repeated[field]) {
      int start = reader.start(field);
      int end = reader.end(field);
      repeated[field] =
          Arrays.equals(reader.buffer(), start, end, bytes, starts[field], ends[field]);
    }
  }

  /** Whether a record below has the same cells. */
  boolean isLike(CsvRecordReader reader) {
    if (reader.fieldCount() != starts.length || starts.length == 0 || !repeated[0]) {
      return false;
    }
    for (int field = 0; field < starts.length; field++) {
      int start = reader.start(field);
      int end = reader.end(field);
      if (!Arrays.equals(reader.buffer(), start, end, bytes, starts[field], ends[field])) {
        return false;
      }
    }
    return true;
  }

  int size() {
    return starts.length;
  }

  CellKind kind(int field) {
    return CellKind.of(bytes, starts[field], ends[field]);
  }

  /** Whether the same stands below, too. */
  boolean isRepeated(int field) {
    return repeated[field];
  }

  /** Whether most of what stands below are values of a type. */
  boolean standsOverValues(int field) {
    return typed[field] > 0 && typed[field] >= 9 * texts[field];
  }

  /** Whether nothing stands below a field while something does below the first one. */
  boolean isEmptyBelow(int field) {
    boolean below = typed[0] + texts[0] > 0;
    return below && typed[field] == 0 && texts[field] == 0;
  }

  List<String> cells() {
    List<String> cells = new ArrayList<>();
    for (int field = 0; field < size(); field++) {
      int length = ends[field] - starts[field];
      cells.add(new String(bytes, starts[field], length, StandardCharsets.UTF_8));
    }
    return cells;
  }
}
