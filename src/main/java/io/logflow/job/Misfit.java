package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A column of the inputs of which some values, or all, are not of the type that the folder's schema
 * has for it.
 *
 * @param name what the values are called in the JSON object that they go to
 * @param column its place among the plan's columns; -1 where the schema has no such column
 * @param fields for each input the index of the field, -1 where it has none; none in JSON
 * @param json where in a JSON record it is found; empty for other formats
 * @param reading which values can fit
 * @param values how many do not fit
 * @param first where the first of them is, for example {@code 'x' in line 7}; empty where there is
 *     none
 */
public record Misfit(
    String name,
    int column,
    List<Integer> fields,
    Optional<JsonField> json,
    Reading reading,
    long values,
    String first) {

  /** Which values can fit. */
  public enum Reading {
    /** Those that are written in the form of the column's plan. */
    FORM,
    /** Integers without marks: the others tell more than one meaning of their marks. */
    INTEGERS,
    /** None. */
    NONE
  }

  public Misfit {
    requireNonNull(name, "name is null");
    requireNonNull(json, "json is null");
    requireNonNull(reading, "reading is null");
    requireNonNull(first, "first is null");
    fields = List.copyOf(fields);
  }

  /** The same, read in another way. */
  public Misfit with(Reading other) {
    return new Misfit(name, column, fields, json, other, values, first);
  }

  /** The same, counted. */
  public Misfit counted(long misfits, String firstOfThem) {
    return new Misfit(name, column, fields, json, reading, misfits, firstOfThem);
  }
}
