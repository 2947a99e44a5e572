package io.logflow.format.csv;

import io.logflow.job.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells whether the first record names the columns, by what stands below it. */
final class HeaderFinder {
  private static final int LONGEST_NAME = 64;

  private final List<String> first;
  private final List<CellKind> firstKinds = new ArrayList<>();
  private final int[] typed;
  private final int[] texts;
  private final boolean[] repeated;
  private int rows;

  private HeaderFinder(List<String> first) {
    this.first = first;
    this.typed = new int[first.size()];
    this.texts = new int[first.size()];
    this.repeated = new boolean[first.size()];
    for (String name : first) {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      firstKinds.add(CellKind.of(bytes, 0, bytes.length));
    }
  }

  /**
   * What was found.
   *
   * @param present whether there is a header
   * @param evidence why, one sentence
   */
  record Verdict(boolean present, String evidence) {}

  static Verdict find(SampleText sample, Dialect dialect, Optional<Boolean> forced) {
    if (forced.isPresent()) {
      return new Verdict(
          forced.get(), forced.get() ? "A header was asked for." : "No header was asked for.");
    }
    try (CsvRecordReader reader = Trial.reader(sample, dialect)) {
      if (!reader.next()) {
        return new Verdict(false, "There are blank lines and nothing else.");
      }
      if (reader.fieldCount() == 0) {
        return new Verdict(true, "The first record cannot be read and is taken as the header.");
      }
      HeaderFinder finder = new HeaderFinder(texts(reader));
      while (finder.rows < Trial.RECORDS && reader.next() && !Trial.cutOff(reader, sample)) {
        finder.note(reader);
      }
      return finder.verdict();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static List<String> texts(CsvRecordReader reader) {
    List<String> texts = new ArrayList<>();
    for (int field = 0; field < reader.fieldCount(); field++) {
      texts.add(text(reader, field));
    }
    return texts;
  }

  private static String text(CsvRecordReader reader, int field) {
    int start = reader.start(field);
    return new String(reader.buffer(), start, reader.end(field) - start, StandardCharsets.UTF_8);
  }

  private void note(CsvRecordReader reader) {
    rows++;
    for (int field = 0; field < Math.min(reader.fieldCount(), first.size()); field++) {
      CellKind kind = CellKind.of(reader.buffer(), reader.start(field), reader.end(field));
      typed[field] += kind.isTyped() ? 1 : 0;
      texts[field] += kind == CellKind.TEXT ? 1 : 0;
      repeated[field] |= kind != CellKind.EMPTY && text(reader, field).equals(first.get(field));
    }
  }

  private Verdict verdict() {
    int contrast = contrastingColumn();
    for (int field = 0; field < first.size(); field++) {
      if (firstKinds.get(field).isTyped() && !isYearName(field)) {
        return new Verdict(
            false, "The first record holds the value " + quote(field) + ", so it is no header.");
      }
    }
    if (contrast >= 0) {
      return new Verdict(
          true,
          "The first record is the header: "
              + quote(contrast)
              + " stands over values of another kind.");
    }
    return ofText();
  }

  /** All columns are text: names are short, distinct and do not come again below. */
  private Verdict ofText() {
    Set<String> names = new HashSet<>();
    for (int field = 0; field < first.size(); field++) {
      String name = first.get(field);
      boolean twice = !names.add(name.toLowerCase(Locale.ROOT));
      if (name.isBlank()
          || twice
          || repeated[field]
          || !(looksLikeName(name) || isYearName(field))) {
        return new Verdict(
            false, "All columns are text and " + quote(field) + " does not look like a name.");
      }
    }
    return new Verdict(true, "All columns are text and the first record looks like names.");
  }

  private static boolean looksLikeName(String name) {
    return name.length() <= LONGEST_NAME
        && name.chars().noneMatch(symbol -> symbol == '\n' || symbol == '\r')
        && name.chars().anyMatch(Character::isLetter);
  }

  /** A column of values under a text, -1 where there is none. */
  private int contrastingColumn() {
    for (int field = 0; field < first.size(); field++) {
      boolean values = typed[field] > 0 && typed[field] >= 9 * texts[field];
      if (firstKinds.get(field) == CellKind.TEXT && values) {
        return field;
      }
    }
    return -1;
  }

  /** Years name the columns of wide tables, beside a column that a text names. */
  private boolean isYearName(int field) {
    return first.get(field).matches("(18|19|20)\\d\\d")
        && firstKinds.get(0) == CellKind.TEXT
        && !repeated[field]
        && new HashSet<>(first).size() == first.size();
  }

  private String quote(int field) {
    String text = first.get(field);
    return "\"" + (text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text) + "\"";
  }
}
