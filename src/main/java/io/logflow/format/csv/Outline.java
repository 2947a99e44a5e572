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
      return new OutlineRow(start, end, reader.line(), gap, 0, new CellKind[0], 0, false);
    }
    int width = reader.fieldCount();
    CellKind[] kinds = new CellKind[Math.min(width, CELLS)];
    long hash = 1;
    boolean wordy = false;
    boolean found = false;
    for (int field = 0; field < kinds.length; field++) {
      int from = reader.start(field);
      int to = reader.end(field);
      kinds[field] = CellKind.of(reader.buffer(), from, to);
      for (int at = from; at < to; at++) {
        hash = 31 * hash + reader.buffer()[at];
      }
      hash = 31 * hash + 1;
      if (!found && kinds[field] != CellKind.EMPTY) {
        found = true;
        wordy = isRemark(new String(reader.buffer(), from, to - from, StandardCharsets.UTF_8));
      }
    }
    return new OutlineRow(start, end, reader.line(), gap, width, kinds, hash, wordy);
  }

  /** Several words, or a mark that notes begin with. */
  private static boolean isRemark(String cell) {
    String text = cell.strip();
    return !text.isEmpty()
        && (text.indexOf(' ') > 0
            || text.indexOf('\u00A0') > 0
            || text.endsWith(":")
            || "*([#=\u00A9\u2020".indexOf(text.charAt(0)) >= 0);
  }
}
