package io.logflow.flow.replay;

import io.logflow.format.RecordReader;
import io.logflow.format.Records;
import io.logflow.job.Dialect;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.RejectsReader.Row;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rejected rows that somebody put right: a CSV file as {@code jobs rejects JOB --csv} writes it.
 * What tells which row is meant are its {@code source} and {@code byte_offset}; {@code raw} is its
 * text. All of it is held in memory.
 */
final class Corrections {
  private static final Dialect CSV =
      new Dialect(",", '"', '"', false, 0, "Files of rejected rows are written so.");

  private final Path file;
  private final Map<Key, String> texts = new HashMap<>();

  private record Key(String source, long byteOffset) {}

  private Corrections(Path file) {
    this.file = file;
  }

  /** No corrections. */
  static Corrections none() {
    return new Corrections(Path.of(""));
  }

  /**
   * Reads a file.
   *
   * @throws LogFlowException INPUT_NOT_FOUND, INPUT_UNREADABLE, BAD_ENCODING, MALFORMED_INPUT
   */
  static Corrections read(Path file) {
    Corrections corrections = new Corrections(file);
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
      byte[] utf8 = unmarked.getBytes(StandardCharsets.UTF_8);
      try (RecordReader reader = Records.ofText(utf8, CSV)) {
        corrections.take(reader);
      }
      return corrections;
    } catch (CharacterCodingException e) {
      throw ErrorKind.BAD_ENCODING.error(
          file + " is not UTF-8.", "Save it as CSV in UTF-8, with commas.", e);
    } catch (java.nio.file.NoSuchFileException e) {
      throw ErrorKind.INPUT_NOT_FOUND.error("There is no file " + file + ".", "Check the path.", e);
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          file + " cannot be read: " + e.getMessage() + ".", "Check the path and the disk.", e);
    }
  }

  private void take(RecordReader reader) throws IOException {
    List<String> names = reader.next() ? fields(reader) : List.of();
    int source = column(names, "source");
    int offset = column(names, "byte_offset");
    int raw = column(names, "raw");
    while (reader.next()) {
      List<String> fields = fields(reader);
      if (fields.size() != names.size()) {
        throw malformed(reader.line(), "has " + fields.size() + " fields, not " + names.size());
      }
      Key key = new Key(fields.get(source), offset(fields.get(offset), reader.line()));
      if (texts.put(key, fields.get(raw)) != null) {
        throw malformed(reader.line(), "names a row that stands there twice");
      }
    }
  }

  private List<String> fields(RecordReader reader) {
    if (reader.problem().isPresent()) {
      throw malformed(reader.line(), "is broken: " + reader.problemDetail());
    }
    List<String> fields = new ArrayList<>();
    for (int field = 0; field < reader.fieldCount(); field++) {
      int start = reader.start(field);
      int length = reader.end(field) - start;
      fields.add(new String(reader.buffer(), start, length, StandardCharsets.UTF_8));
    }
    return fields;
  }

  private int column(List<String> names, String wanted) {
    int index = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList().indexOf(wanted);
    if (index < 0) {
      throw malformed(1, "names no column '" + wanted + "'");
    }
    return index;
  }

  private long offset(String text, long line) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw malformed(line, "has '" + text + "' as its byte_offset, which is no number");
    }
  }

  private LogFlowException malformed(long line, String what) {
    return ErrorKind.MALFORMED_INPUT.error(
        "Line " + line + " of " + file + " " + what + ".",
        "Begin with 'logflow jobs rejects JOB --csv', and change the column raw only.");
  }

  /**
   * The text that a row is to have; empty where nothing else is said of it. Each row is asked for
   * once.
   *
   * @param shown its text as it was given out
   */
  Optional<String> of(Row row, String shown) {
    Key key = new Key(row.source(), row.reject().byteOffset());
    return Optional.ofNullable(texts.remove(key)).filter(text -> !text.equals(shown));
  }

  /**
   * Fails where a row was named that nobody asked for.
   *
   * @throws LogFlowException USAGE
   */
  void requireAllUsed() {
    texts.keySet().stream()
        .findFirst()
        .ifPresent(
            key -> {
              throw ErrorKind.USAGE.error(
                  "%s names a row at byte %d of %s, which is not among the rows that are left."
                      .formatted(file, key.byteOffset(), key.source()),
                  "Leave out what was taken in before; 'logflow jobs rejects JOB' shows the rest.");
            });
  }
}
