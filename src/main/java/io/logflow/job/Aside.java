package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Lines of a file that belong to no row: they are skipped, and kept beside the table.
 *
 * @param kind what they are
 * @param firstLine physical line of the first, from 1; 0 where nobody counted the lines before
 * @param lines how many, blank ones included; 0 where nobody counted
 * @param text the lines as they stand in the file, at most {@link #MOST_KEPT} characters of them
 */
public record Aside(Kind kind, long firstLine, long lines, String text) {
  /** Characters of a text that are kept. */
  public static final int MOST_KEPT = 16 << 10;

  public Aside {
    requireNonNull(kind, "kind is null");
    requireNonNull(text, "text is null");
    text = text.length() <= MOST_KEPT ? text : text.substring(0, MOST_KEPT);
  }

  /** What lines outside of the table are. */
  public enum Kind {
    PREAMBLE("a preamble"),
    FOOTER("a footer"),
    TABLE("a further table"),
    COMMENT("a comment");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For example {@code a preamble}. */
    public String words() {
      return words;
    }
  }

  /** For example {@code lines 1 to 3}, as far as they were counted. */
  public String place() {
    if (firstLine == 0) {
      return lines == 1 ? "the last line" : "the last lines";
    }
    if (lines == 1) {
      return "line " + firstLine;
    }
    return lines == 0
        ? "line " + firstLine + " and those below"
        : "lines " + firstLine + " to " + (firstLine + lines - 1);
  }

  /**
   * For example {@code Lines 1 to 3 of a.csv are a preamble}.
   *
   * @param whose what stands behind the place
   */
  public String told(String whose) {
    String place = place();
    return place.substring(0, 1).toUpperCase(Locale.ROOT)
        + place.substring(1)
        + whose
        + (lines == 1 ? " is " : " are ")
        + kind.words();
  }
}
