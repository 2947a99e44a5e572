package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where the table of a file lies, beyond a header and rows from the first line to the last.
 *
 * @param fields fields of a sound record where the header does not tell; 0 where it does
 * @param comment what a line that is a comment begins with; empty where no line is one
 * @param end bytes of the text, counted in UTF-8 and without its mark, at which the table ends
 * @param starts of column-aligned text the character, from 0, at which each column begins; empty
 *     where a delimiter parts the fields
 * @param fixed whether a column begins there even where no blank stands before it
 * @param asides lines before and behind the table
 */
public record Extent(
    int fields, String comment, long end, List<Integer> starts, boolean fixed, List<Aside> asides) {
  /** A table from the first line to the last. */
  public static final Extent WHOLE = new Extent(0, "", Long.MAX_VALUE, List.of(), false, List.of());

  public Extent {
    requireNonNull(comment, "comment is null");
    starts = List.copyOf(starts);
    asides = List.copyOf(asides);
  }

  /** Whether lines behind the table are no part of it. */
  public boolean ends() {
    return end != Long.MAX_VALUE;
  }

  /** Whether the fields are parted by their places in the line. */
  public boolean aligned() {
    return !starts.isEmpty();
  }
}
