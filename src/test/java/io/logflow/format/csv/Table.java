package io.logflow.format.csv;

import io.logflow.format.RecordReader;
import io.logflow.job.Dialect;
import io.logflow.job.Format;
import io.logflow.job.Inspection;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads whole files for tests. */
final class Table {
  static final RecordLimits LIMITS = new RecordLimits(1 << 20, 1000);

  private Table() {}

  static Dialect dialect(String delimiter, char quote, char escape) {
    return new Dialect(delimiter, quote, escape, false, 0, "test");
  }

  static Inspection inspection(Dialect dialect, Charset charset, int bom) {
    return new Inspection(Format.CSV, charset, bom, "test", dialect);
  }

  static Inspection plain(Dialect dialect) {
    return inspection(dialect, StandardCharsets.UTF_8, 0);
  }

  /** One line of text a record: its fields in brackets, or its problem; then line and offset. */
  static List<String> describe(
      Path file, Inspection inspection, RecordLimits limits, int width, int bufferSize)
      throws IOException {
    List<String> lines = new ArrayList<>();
    try (CsvRecordReader reader =
        CsvRecordReader.open(file, inspection, limits, width, bufferSize)) {
      while (reader.next()) {
        String what = reader.problem().map(Enum::name).orElse("") + fields(reader);
        lines.add(what + " @" + reader.line() + "/" + reader.byteOffset());
      }
    }
    return lines;
  }

  static List<List<String>> rows(Path file, Inspection inspection, int bufferSize)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (CsvRecordReader reader = CsvRecordReader.open(file, inspection, LIMITS, 0, bufferSize)) {
      while (reader.next()) {
        rows.add(fields(reader));
      }
    }
    return rows;
  }

  static List<String> fields(RecordReader reader) {
    List<String> fields = new ArrayList<>();
    for (int field = 0; field < reader.fieldCount(); field++) {
      int start = reader.start(field);
      fields.add(
          new String(reader.buffer(), start, reader.end(field) - start, StandardCharsets.UTF_8));
    }
    return fields;
  }
}
