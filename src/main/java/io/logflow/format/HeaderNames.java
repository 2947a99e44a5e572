package io.logflow.format;

import io.logflow.job.Dialect;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The names that the header of delimited text gives to the fields, as they are written: those of
 * several rows joined by a blank, and as many as a sound record has fields.
 */
public final class HeaderNames {
  private final Input input;
  private final Inspection inspection;
  private final Dialect dialect;

  private HeaderNames(Input input) {
    this.input = input;
    this.inspection = input.inspection().orElseThrow();
    this.dialect = inspection.dialect();
  }

  /**
   * Reads the names.
   *
   * @param reader stands at the first row of the header, which is no header to it
   * @throws io.logflow.job.InputException MALFORMED_INPUT where the header is broken
   */
  public static List<String> read(Input input, RecordReader reader) throws IOException {
    return new HeaderNames(input).read(reader);
  }

  private List<String> read(RecordReader reader) throws IOException {
    List<String> names = fitted(cells(reader));
    for (int row = 1; row < dialect.headerRows() && reader.next(); row++) {
      names = joined(names, fitted(cells(reader)));
    }
    return names;
  }

  private List<String> cells(RecordReader reader) throws IOException {
    if (reader.problem().isPresent()) {
      return literally(reader);
    }
    List<String> cells = new ArrayList<>();
    for (int field = 0; field < reader.fieldCount(); field++) {
      int start = reader.start(field);
      cells.add(
          new String(reader.buffer(), start, reader.end(field) - start, StandardCharsets.UTF_8));
    }
    return cells;
  }

  /** A header with a stray quote: where its delimiters alone give the right number of names. */
  private List<String> literally(RecordReader reader) throws IOException {
    if (reader.problem().orElseThrow() == RejectReason.BROKEN_QUOTING) {
      String line = new String(reader.raw(), inspection.charset());
      List<String> cells = new ArrayList<>();
      for (String cell : line.split(Pattern.quote(dialect.delimiter()), -1)) {
        cells.add(unquoted(cell));
      }
      if (cells.size() > 1 && dialect.extent().fields() > 0) {
        return cells;
      }
    }
    throw ErrorKind.MALFORMED_INPUT.error(
        "The header of "
            + input.originalName()
            + " in line "
            + reader.line()
            + " cannot be read: "
            + reader.problemDetail(),
        "Mend that line, or say --no-header if the file has no header.");
  }

  private String unquoted(String cell) {
    String quote = String.valueOf(dialect.quote());
    boolean quoted = cell.length() > 1 && cell.startsWith(quote) && cell.endsWith(quote);
    return quoted ? cell.substring(1, cell.length() - 1).replace(quote + quote, quote) : cell;
  }

  /** Empty names too many are left out, missing ones are empty. */
  private List<String> fitted(List<String> cells) {
    int width = dialect.extent().fields();
    List<String> names = new ArrayList<>(cells);
    if (width == 0) {
      return names;
    }
    for (int at = names.size() - 1; at >= 0 && names.size() > width; at--) {
      if (names.get(at).isEmpty()) {
        names.remove(at);
      }
    }
    while (names.size() < width) {
      names.add("");
    }
    return names.subList(0, width);
  }

  private static List<String> joined(List<String> above, List<String> below) {
    List<String> names = new ArrayList<>();
    for (int field = 0; field < Math.max(above.size(), below.size()); field++) {
      String upper = field < above.size() ? above.get(field) : "";
      String lower = field < below.size() ? below.get(field) : "";
      names.add(upper.isEmpty() || lower.isEmpty() ? upper + lower : upper + " " + lower);
    }
    return names;
  }
}
