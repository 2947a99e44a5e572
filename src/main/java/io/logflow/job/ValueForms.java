package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the options say of how numbers, dates and booleans are written.
 *
 * @param decimalSeparator the character before the digits of a fraction, {@code .} or {@code ,}; 0
 *     where each column tells by itself
 * @param thousandsSeparator what parts groups of three digits
 * @param numberMarks texts that stand before or behind a number and are left out
 * @param booleanWords words that are taken for true and false, beside these two
 * @param firstYear the first of the hundred years that a year of two digits may mean; empty where
 *     such a year is none
 */
public record ValueForms(
    char decimalSeparator,
    Thousands thousandsSeparator,
    List<String> numberMarks,
    List<BooleanWords> booleanWords,
    OptionalInt firstYear) {
  /** Where strptime's {@code %y} begins, by POSIX. */
  public static final int POSIX_FIRST_YEAR = 1969;

  /** Nothing is told: numbers, booleans and dates are read in the forms that prove themselves. */
  public static final ValueForms DEFAULT =
      new ValueForms('\0', Thousands.AUTO, List.of(), List.of(), OptionalInt.of(POSIX_FIRST_YEAR));

  public ValueForms {
    requireNonNull(thousandsSeparator, "thousandsSeparator is null");
    requireNonNull(firstYear, "firstYear is null");
    numberMarks = List.copyOf(numberMarks);
    booleanWords = List.copyOf(booleanWords);
  }

  /**
   * What parts groups of three digits; {@code BLANK} is any blank, also one that does not break.
   */
  public enum Thousands {
    AUTO,
    NONE,
    COMMA,
    POINT,
    APOSTROPHE,
    UNDERSCORE,
    BLANK
  }

  /**
   * Two words for true and false; case does not count.
   *
   * @param yes the word for true
   * @param no the word for false
   */
  public record BooleanWords(String yes, String no) {}
}
