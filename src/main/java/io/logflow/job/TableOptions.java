package io.logflow.job;

import java.util.List;
import java.util.Optional;

/**
 * What a user says of where the table of a file lies; empty where it is to be found.
 *
 * @param skipLines lines before the table
 * @param headerRows records that name the columns
 * @param footerLines lines behind the table; 0 means that every line belongs to it
 * @param comment what a comment line begins with; an empty text means that no line is one
 * @param columnStarts characters, from 0, at which the columns of aligned text begin; an empty list
 *     means that the text is not aligned
 * @param padsRows whether a row with too few fields is filled up with NULL, and empty fields too
 *     many are dropped
 */
public record TableOptions(
    Optional<Integer> skipLines,
    Optional<Integer> headerRows,
    Optional<Integer> footerLines,
    Optional<String> comment,
    Optional<List<Integer>> columnStarts,
    boolean padsRows) {
  /** Everything is to be found, and every row has its fields. */
  public static final TableOptions AUTO =
      new TableOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  public TableOptions {
    columnStarts = columnStarts.map(List::copyOf);
  }
}
