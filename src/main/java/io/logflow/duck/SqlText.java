package io.logflow.duck;

import java.util.Collection;
import java.util.stream.Collectors;

/** The only way in which names and values enter SQL. */
public final class SqlText {
  private SqlText() {}

  /** A name as a quoted identifier. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A text as a string literal. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** Texts as a list of string literals. */
  public static String literals(Collection<String> texts) {
    return texts.stream().map(SqlText::literal).collect(Collectors.joining(", ", "[", "]"));
  }
}
