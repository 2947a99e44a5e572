package io.logflow.job;

import static java.util.Objects.requireNonNull;

/**
 * How delimited text is written.
 *
 * @param delimiter what parts two fields, one or more characters
 * @param quote the quote character, or 0 where the file has none
 * @param escape the character that takes the next one literally; equal to {@code quote} where a
 *     quote is doubled, 0 where there is none: then a quote closes its field only before a
 *     delimiter or a line ending, and any other is text
 * @param headerRows records that name the columns, 0 where there is no header
 * @param skipLines physical lines before the first record (preamble)
 * @param extent where the table lies in the file
 * @param evidence why, in sentences, for {@code logflow schema}
 */
public record Dialect(
    String delimiter,
    char quote,
    char escape,
    int headerRows,
    int skipLines,
    Extent extent,
    String evidence) {
  public Dialect {
    requireNonNull(delimiter, "delimiter is null");
    requireNonNull(extent, "extent is null");
    requireNonNull(evidence, "evidence is null");
    if (delimiter.isEmpty()) {
      throw new IllegalArgumentException("delimiter is empty");
    }
  }

  /** The dialect of a table that takes the whole file from the first record on. */
  public Dialect(
      String delimiter, char quote, char escape, boolean header, int skipLines, String evidence) {
    this(delimiter, quote, escape, header ? 1 : 0, skipLines, Extent.WHOLE, evidence);
  }

  /** The dialect of a format that has none, for the sake of its evidence. */
  public static Dialect none(String evidence) {
    return new Dialect("\n", (char) 0, (char) 0, false, 0, evidence);
  }

  /** Whether the first records name the columns. */
  public boolean header() {
    return headerRows > 0;
  }

  /** The same, with its header among the records. */
  public Dialect withoutHeader() {
    return new Dialect(delimiter, quote, escape, 0, skipLines, extent, evidence);
  }

  /** The same from the first record on, of which only its symbols matter. */
  public Dialect symbols() {
    return new Dialect(delimiter, quote, escape, 0, 0, Extent.WHOLE, evidence);
  }
}
