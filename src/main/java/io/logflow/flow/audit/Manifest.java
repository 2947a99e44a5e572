package io.logflow.flow.audit;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was put into inboxes, as whoever put it there wrote it down. */
public record Manifest(List<Entry> entries) {
  public Manifest {
    entries = List.copyOf(entries);
  }

  /**
   * One file.
   *
   * @param name its path below the inbox
   * @param sha256 of its bytes, in lower case
   * @param rows rows that it holds, good and bad
   * @param sum of the column {@code id} over its good rows
   */
  public record Entry(String name, String sha256, Optional<Long> rows, Optional<Long> sum) {}

  /**
   * Reads a CSV file with the columns name, sha256, rows and sum, with or without a header; rows
   * and sum may be empty or missing. A name may be in double quotes.
   *
   * @throws LogFlowException INPUT_UNREADABLE, MALFORMED_INPUT
   */
  public static Manifest read(Path file) {
    List<Entry> entries = new ArrayList<>();
    int number = 0;
    for (List<String> fields : new CommaFields(text(file)).records()) {
      number++;
      boolean header = number == 1 && fields.get(0).equals("name");
      if (!header) {
        entries.add(entry(file, number, fields));
      }
    }
    return new Manifest(entries);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The manifest " + file + " cannot be read: " + e + ".", "Check its path.", e);
    }
  }

  private static Entry entry(Path file, int number, List<String> fields) {
    if (fields.size() < 2 || !fields.get(1).matches("[0-9a-f]{64}")) {
      throw malformed(file, number, null);
    }
    try {
      return new Entry(fields.get(0), fields.get(1), number(fields, 2), number(fields, 3));
    } catch (NumberFormatException e) {
      throw malformed(file, number, e);
    }
  }

  private static Optional<Long> number(List<String> fields, int index) {
    return fields.size() > index && !fields.get(index).isEmpty()
        ? Optional.of(Long.valueOf(fields.get(index)))
        : Optional.empty();
  }

  private static LogFlowException malformed(Path file, int number, Exception cause) {
    return ErrorKind.MALFORMED_INPUT.error(
        "Record %d of the manifest %s is none.".formatted(number, file),
        "Write name,sha256,rows,sum, with the hash as sha256sum prints it.",
        cause);
  }
}
