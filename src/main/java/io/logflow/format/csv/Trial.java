package io.logflow.format.csv;

import io.logflow.job.Dialect;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How well one dialect fits a sample: the sample is read with it, up to 1000 records. */
final class Trial {
  static final int RECORDS = 1000;
  private static final RecordLimits LIMITS = new RecordLimits(1 << 20, 1 << 20);
  private static final int CELLS_LOOKED_AT = 64;

  private final Dialect dialect;
  private final Map<Integer, Integer> recordsByWidth = new HashMap<>();
  private int records;
  private int failures;
  private int quotedFields;
  private long cells;
  private double neatness;
  private final Signs signs = new Signs();
  private long blankLines;
  private FirstRecord first;
  private int[] numbersByColumn = new int[CELLS_LOOKED_AT];

  private Trial(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * Reads a sample with a dialect.
   *
   * @param first whether to look at the first record and what stands below, too
   */
  static Trial of(SampleText sample, Dialect dialect, boolean first) {
    Trial trial = new Trial(dialect);
    try (CsvRecordReader reader = reader(sample, dialect)) {
      boolean more = reader.next();
      trial.first = more && first ? new FirstRecord(reader) : null;
      while (more && trial.records < RECORDS && !cutOff(reader, sample)) {
        trial.note(reader);
        more = reader.next();
      }
      // A thousand below the first.
      if (more && trial.first != null && !cutOff(reader, sample)) {
        trial.noteBelow(reader);
      }
      trial.blankLines = reader.skipped();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return trial;
  }

  private static CsvRecordReader reader(SampleText sample, Dialect dialect) {
    int size = Math.min(sample.utf8().length + ByteSource.MINIMUM_ROOM, 1 << 16);
    return new CsvRecordReader(new MemorySource(sample.utf8()), dialect, LIMITS, 0, size);
  }

  /** Whether a quote stays open only because the sample ends. */
  private static boolean cutOff(CsvRecordReader reader, SampleText sample) {
    return !sample.complete()
        && reader.problem().filter(RejectReason.BROKEN_QUOTING::equals).isPresent()
        && reader.position() == sample.utf8().length
        && reader.problemDetail().endsWith("never closed.");
  }

  private void note(CsvRecordReader reader) {
    records++;
    if (reader.problem().isPresent()) {
      failures++;
      return;
    }
    recordsByWidth.merge(reader.fieldCount(), 1, Integer::sum);
    int filled = 0;
    int typed = 0;
    for (int field = 0; field < reader.fieldCount(); field++) {
      CellKind kind = CellKind.of(reader.buffer(), reader.start(field), reader.end(field));
      if (field < CELLS_LOOKED_AT) {
        noteCell(reader, field, kind);
      }
      if (first != null && records > 1) {
        first.note(reader, field, kind);
      }
      if (field > 0) {
        signs.noteCell(reader.buffer(), reader.start(field), reader.end(field));
      }
      filled += kind == CellKind.EMPTY ? 0 : 1;
      typed += kind.isTyped() ? 1 : 0;
    }
    signs.note(reader, filled, typed);
    if (first != null && records > 1 && first.isLike(reader)) {
      signs.noteAgain();
    }
  }

  private void noteBelow(CsvRecordReader reader) {
    for (int field = 0; field < reader.fieldCount(); field++) {
      CellKind kind = CellKind.of(reader.buffer(), reader.start(field), reader.end(field));
      first.note(reader, field, kind);
    }
  }

  private void noteCell(CsvRecordReader reader, int field, CellKind kind) {
    cells++;
    numbersByColumn[field] += kind == CellKind.NUMBER ? 1 : 0;
    if (reader.quoted(field)) {
      quotedFields++;
      neatness += 1;
    } else if (kind.isTyped()) {
      neatness += 1;
    } else {
      neatness += isNeat(reader.buffer(), reader.start(field), reader.end(field)) ? 0.8 : 0.3;
    }
  }

  /** Whether a cell holds nothing that usually parts cells. */
  private static boolean isNeat(byte[] bytes, int start, int end) {
    for (int at = start; at < end; at++) {
      byte symbol = bytes[at];
      boolean comma = symbol == ',' && (at + 1 == end || bytes[at + 1] != ' ');
      if (comma || symbol == ';' || symbol == '\t' || symbol == '|' || symbol == '"') {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the first record names the columns, and why.
   *
   * @param forced what the options say, where they do
   */
  HeaderFinder.Verdict header(Optional<Boolean> forced) {
    if (forced.isPresent()) {
      return new HeaderFinder.Verdict(
          forced.get(), forced.get() ? "A header was asked for." : "No header was asked for.");
    }
    return first == null
        ? new HeaderFinder.Verdict(false, "There are blank lines and nothing else.")
        : HeaderFinder.judge(first);
  }

  /** Whether nothing hints at more, or less, than one table from the first line to the last. */
  boolean plain() {
    return width() > 1 && agreement() == 1 && blankLines == 0 && signs.plain();
  }

  Signs signs() {
    return signs;
  }

  Dialect dialect() {
    return dialect;
  }

  int records() {
    return records;
  }

  int failures() {
    return failures;
  }

  /** Fields that stood in quotes, properly. */
  int quotedFields() {
    return quotedFields;
  }

  /** The number of fields that most records have; the larger where two are as frequent. */
  int width() {
    return recordsByWidth.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse(0);
  }

  /** The share of the records that have {@link #width} fields. */
  double agreement() {
    return share(recordsByWidth.getOrDefault(width(), 0));
  }

  /** The share of the records that have more than one field. */
  double split() {
    return share(records - failures - recordsByWidth.getOrDefault(1, 0));
  }

  private double share(int some) {
    return records == 0 ? 0 : (double) some / records;
  }

  /** Whether some column holds numbers but for a header. */
  boolean hasNumberColumn() {
    for (int numbers : numbersByColumn) {
      if (numbers >= Math.max(2, records - 1)) {
        return true;
      }
    }
    return false;
  }

  /** Fit of the table: how uniform its records, how neat its cells, how wide. */
  double score() {
    double width = width();
    double neat = cells == 0 ? 0 : neatness / cells;
    return agreement() * agreement() * neat * (width - 1) / Math.max(1, width);
  }
}
