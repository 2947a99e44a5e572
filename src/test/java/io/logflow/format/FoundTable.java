package io.logflow.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ConversionOptions;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is read of a file whose dialect nobody told: names, sound rows, and how many lines were
 * rejected and skipped.
 */
record FoundTable(
    Inspection inspection, List<String> names, List<String> rows, int rejected, long skipped) {

  /** Reads a text; the values of a row are parted by a bar. */
  static FoundTable of(Path file, String text, ConversionOptions options) throws IOException {
    Files.write(file, text.getBytes(UTF_8));
    Inspection inspection = Inspector.inspect(file, options);
    Input input = new Input("job", file, "t.csv", FileStamp.of(file), Optional.of(inspection));
    List<String> names = Records.fieldNames(input, options);
    List<String> rows = new ArrayList<>();
    int rejected = 0;
    try (RecordReader reader = Records.open(input, options, names.size())) {
      while (reader.next()) {
        if (reader.problem().isEmpty()) {
          rows.add(row(reader));
        } else {
          rejected++;
        }
      }
      return new FoundTable(inspection, names, rows, rejected, reader.skipped());
    }
  }

  private static String row(RecordReader reader) {
    List<String> values = new ArrayList<>();
    for (int field = 0; field < reader.fieldCount(); field++) {
      int start = reader.start(field);
      values.add(new String(reader.buffer(), start, reader.end(field) - start, UTF_8));
    }
    return String.join("|", values);
  }
}
