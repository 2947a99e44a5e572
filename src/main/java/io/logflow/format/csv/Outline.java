package io.logflow.format.csv;

import io.logflow.job.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The records of a sample in outline, as one dialect reads them. */
final class Outline {
  /** Cells of a record that are looked at. */
  static final int CELLS = 64;

  /** Characters that remarks begin with. */
  private static final String MARKS = "*([#=\u00A9\u2020";

  /** Longer than names are. */
  private static final int LONG = 40;

  private static final RecordLimits LIMITS = new RecordLimits(1 << 20, 1 << 20);

  private Outline() {}

  /**
   * Reads a sample.
   *
   * @param most records at most
   */
  static List<OutlineRow> of(SampleText sample, Dialect dialect, int most) {
    List<OutlineRow> rows = new ArrayList<>();
    int size = Math.min(sample.utf8().length + ByteSource.MINIMUM_ROOM, 1 << 16);
    try (CsvRecordReader reader =
        new CsvRecordReader(new MemorySource(sample.utf8()), dialect, LIMITS, 0, size)) {
      long skipped = 0;
      while (rows.size() < most && reader.next()) {
        rows.add(row(reader, reader.skipped() > skipped));
        skipped = reader.skipped();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return rows;
  }

  private static OutlineRow row(CsvRecordReader reader, boolean gap) throws IOException {
    long start = reader.byteOffset();
    long end = start + reader.length();
    if (reader.problem().isPresent()) {
      return new OutlineRow(start, end, reader.line(), gap, 0, new CellKind[0], 0, false, false);
    }
    int width = reader.fieldCount();
    CellKind[] kinds = new CellKind[Math.min(width, CELLS)];
    long hash = 1;
    boolean names = true;
    boolean remark = false;
    boolean found = false;
    for (int field = 0; field < kinds.length; field++) {
      int from = reader.start(field);
      int to = reader.end(field);
      kinds[field] = CellKind.of(reader.buffer(), from, to);
      for (int at = from; at < to; at++) {
        hash = 31 * hash + reader.buffer()[at];
      }
      hash = 31 * hash + 1;
      names &= !kinds[field].isTyped() || isYear(reader.buffer(), from, to);
      if (!found && kinds[field] != CellKind.EMPTY) {
        found = true;
        remark = isRemark(new String(reader.buffer(), from, to - from, StandardCharsets.UTF_8));
      }
    }
    return new OutlineRow(start, end, reader.line(), gap, width, kinds, hash, names, remark);
  }

  private static boolean isYear(byte[] bytes, int from, int to) {
    return to - from == 4
        && (bytes[from] == '1' || bytes[from] == '2')
        && (bytes[from + 1] == '8' || bytes[from + 1] == '9' || bytes[from + 1] == '0');
  }

  /** A sentence, or something with a mark that notes have: names of two or three words have not. */
  private static boolean isRemark(String cell) {
    String text = cell.strip();
    if (text.isEmpty() || text.indexOf(' ') < 0) {
      return !text.isEmpty() && text.endsWith(":");
    }
    return text.length() >= LONG
        || text.indexOf(':') > 0
        || (text.endsWith(".") && text.length() >= LONG / 2)
        || MARKS.indexOf(text.charAt(0)) >= 0;
  }
}
