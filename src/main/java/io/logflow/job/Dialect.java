package io.logflow.job;

import static java.util.Objects.requireNonNull;

/**
 * How delimited text is written.
 *
 * @param delimiter what parts two fields, one or more characters
 * @param quote the quote character, or 0 where the file has none
 * @param escape the character that takes the next one literally; equal to {@code quote} where a
 *     quote is doubled, 0 where there is none
 * @param header whether the first record names the columns
 * @param skipLines physical lines before the first record (preamble)
 * @param evidence why, one sentence, for {@code logflow schema}
 */
public record Dialect(
    String delimiter, char quote, char escape, boolean header, int skipLines, String evidence) {
  public Dialect {
    requireNonNull(delimiter, "delimiter is null");
    requireNonNull(evidence, "evidence is null");
    if (delimiter.isEmpty()) {
      throw new IllegalArgumentException("delimiter is empty");
    }
  }

  /** The dialect of a format that has none, for the sake of its evidence. */
  public static Dialect none(String evidence) {
    return new Dialect("\n", (char) 0, (char) 0, false, 0, evidence);
  }
}
