package io.logflow.format.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells whether the first record names the columns, by what stands below it. */
final class HeaderFinder {
  private static final int LONGEST_NAME = 64;

  private final FirstRecord record;
  private final List<String> first;

  private HeaderFinder(FirstRecord record) {
    this.record = record;
    this.first = record.cells();
  }

  /**
   * What was found.
   *
   * @param present whether there is a header
   * @param evidence why, one sentence
   */
  record Verdict(boolean present, String evidence) {}

  /** Judges a first record after all that stands below has been noted. */
  static Verdict judge(FirstRecord record) {
    return record.size() == 0
        ? new Verdict(true, "The first record cannot be read and is taken as the header.")
        : new HeaderFinder(record).verdict();
  }

  private Verdict verdict() {
    int contrast = contrastingColumn();
    for (int field = 0; field < first.size(); field++) {
      if (record.kind(field).isTyped() && !isYearName(field)) {
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
      if (name.isBlank() && record.isEmptyBelow(field) && field > 0) {
        continue; // A column of nothing, as spreadsheets leave them.
      }
      boolean twice = !names.add(name.toLowerCase(Locale.ROOT));
      if (name.isBlank()
          || twice
          || record.isRepeated(field)
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
      if (record.kind(field) == CellKind.TEXT && record.standsOverValues(field)) {
        return field;
      }
    }
    return -1;
  }

  /** Years name the columns of wide tables, beside a column that a text names. */
  private boolean isYearName(int field) {
    return first.get(field).matches("(18|19|20)\\d\\d")
        && record.kind(0) == CellKind.TEXT
        && !record.isRepeated(field)
        && new HashSet<>(first).size() == first.size();
  }

  private String quote(int field) {
    String text = first.get(field);
    return "\"" + (text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text) + "\"";
  }
}
