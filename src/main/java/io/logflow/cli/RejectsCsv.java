package io.logflow.cli;

import io.logflow.flow.replay.ShownText;
import io.logflow.job.ErrorKind;
import io.logflow.job.Reject;
import io.logflow.parquet.RejectsReader;
import io.logflow.parquet.RejectsReader.Row;
import io.logflow.parquet.RowForm;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints rejected rows as CSV (RFC 4180), in which they can be put right. */
final class RejectsCsv {
  private static final String HEADER = "source,line,byte_offset,reason,detail,raw";

  private RejectsCsv() {}

  /**
   * Prints the rows.
   *
   * @param most so many at most
   */
  static void print(RejectsReport report, int most, PrintWriter out) throws IOException {
    out.print(HEADER + "\n");
    Optional<Path> file = report.file();
    if (file.isPresent()) {
      try (RejectsReader reader = RejectsReader.open(report.existing(file.get()))) {
        Map<String, Charset> charsets =
            reader.forms().stream()
                .collect(Collectors.toMap(RowForm::source, RowForm::charset, (one, other) -> one));
        Optional<Row> row = reader.next();
        for (int printed = 0; printed < most && row.isPresent(); printed++) {
          out.print(line(row.get(), charsets) + "\n");
          row = reader.next();
        }
      }
    }
    out.flush();
  }

  private static String line(Row row, Map<String, Charset> charsets) {
    Reject reject = row.reject();
    Charset charset = charsets.getOrDefault(row.source(), StandardCharsets.UTF_8);
    return List.of(
            row.source(),
            Long.toString(reject.line()),
            Long.toString(reject.byteOffset()),
            reject.reason().words(),
            reject.detail(),
            printable(ShownText.of(reject.raw(), charset)))
        .stream()
        .map(RejectsCsv::field)
        .collect(Collectors.joining(","));
  }

  /** A row that the terminal's encoding cannot hold would come back as another. */
  private static String printable(String text) {
    String name = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
    if (!Charset.forName(name).newEncoder().canEncode(text) && text.indexOf('\ufffd') < 0) {
      throw ErrorKind.USAGE.error(
          "Standard output is in " + name + ", which cannot hold the row " + text + ".",
          "Run it in UTF-8, for example with LC_ALL=C.UTF-8.");
    }
    return text;
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    boolean edges = text.equals(text.strip()) && !text.isEmpty();
    return plain && edges ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
