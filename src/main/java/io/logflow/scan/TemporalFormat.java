package io.logflow.scan;

import io.logflow.job.ErrorKind;
import io.logflow.job.TypeKind;
import java.util.List;

/**
 * One way to write dates and times, identified by a pattern in java.time's letters. Four things are
 * the same format: a fraction of one to nine digits after {@code ss} or none; {@code T} or a blank
 * between date and time; any form of offset ({@code Z}, {@code +02}, {@code +0200}, {@code +02:00})
 * for {@code X}; one or two digits for a single {@code d}, {@code M}, {@code H} or {@code h}. A
 * tail in brackets may be missing: {@code yyyy-MM-dd[ HH:mm:ss]} also reads a date alone, as its
 * midnight.
 */
public final class TemporalFormat {
  private final String pattern;
  private final List<TemporalToken> tokens;
  private final TemporalToken[] steps;
  private final TypeKind kind;

  private TemporalFormat(String pattern, List<TemporalToken> tokens) {
    this.pattern = pattern;
    this.tokens = tokens;
    this.steps = tokens.toArray(TemporalToken[]::new);
    this.kind = findKind();
  }

  /**
   * The format of a pattern as a plan holds it.
   *
   * @throws io.logflow.job.ConfigurationException if it has a letter that is not known or names no
   *     whole date or time
   */
  public static TemporalFormat of(String pattern) {
    return new TemporalFormat(pattern, TemporalPattern.compile(pattern));
  }

  /** The format of a person's pattern: strptime where it holds a percent sign, else java.time. */
  public static TemporalFormat ofUser(String pattern) {
    return of(pattern.indexOf('%') < 0 ? pattern : Strptime.toPattern(pattern));
  }

  public String pattern() {
    return pattern;
  }

  /** DATE, TIME, TIMESTAMP, or TIMESTAMPTZ where the text carries an offset. */
  public TypeKind kind() {
    return kind;
  }

  private TypeKind findKind() {
    if (has(TemporalToken.Field.EPOCH)) {
      return TypeKind.TIMESTAMPTZ;
    }
    requireHalfOfDay();
    boolean dated = has(TemporalToken.Field.YEAR) || has(TemporalToken.Field.SHORT_YEAR);
    boolean timed = has(TemporalToken.Field.HOUR) || has(TemporalToken.Field.HALF_DAY_HOUR);
    boolean zoned = has(TemporalToken.Field.OFFSET);
    boolean whole =
        has(TemporalToken.Field.DAY) == dated
            && (has(TemporalToken.Field.MONTH) || has(TemporalToken.Field.MONTH_NAME)) == dated
            && (timed || !has(TemporalToken.Field.SECOND));
    if (!whole || (!dated && !timed) || (zoned && !(dated && timed))) {
      throw ErrorKind.CONFIGURATION.error(
          "The timestamp format '" + pattern + "' does not name a whole date or time.",
          "Give year, month and day, or hour and minute, or both; an offset needs both.");
    }
    if (!timed) {
      return TypeKind.DATE;
    }
    return !dated ? TypeKind.TIME : zoned ? TypeKind.TIMESTAMPTZ : TypeKind.TIMESTAMP;
  }

  /** An hour of half a day is another time without its half, and a half says nothing of others. */
  private void requireHalfOfDay() {
    boolean half = has(TemporalToken.Field.HALF_DAY_HOUR);
    boolean twice = half && has(TemporalToken.Field.HOUR);
    if (half != has(TemporalToken.Field.AM_PM) || twice || (half && partedByRest())) {
      throw ErrorKind.CONFIGURATION.error(
          "The timestamp format '"
              + pattern
              + "' does not give hours of half a day together with AM or PM.",
          "Use h with a (%I with %p) for hours of half a day, or H (%H) alone for those of a day.");
    }
  }

  /** Whether a text may end between the hour and its half. */
  private boolean partedByRest() {
    List<TemporalToken.Field> fields = tokens.stream().map(TemporalToken::field).toList();
    int hour = fields.indexOf(TemporalToken.Field.HALF_DAY_HOUR);
    int half = fields.indexOf(TemporalToken.Field.AM_PM);
    return fields
        .subList(Math.min(hour, half), Math.max(hour, half))
        .contains(TemporalToken.Field.REST);
  }

  private boolean has(TemporalToken.Field field) {
    return tokens.stream().anyMatch(token -> token.field() == field);
  }

  /**
   * Reads the UTF-8 bytes {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @return false if they are not of this format or name no day or time there is; then {@code into}
   *     holds nothing of use
   */
  public boolean parse(byte[] b, int from, int to, TemporalValue into) {
    into.clear();
    int at = from;
    for (TemporalToken step : steps) {
      if (step.field() == TemporalToken.Field.REST && at == to) {
        break;
      }
      at = step.read(b, at, to, into);
      if (at < 0) {
        return false;
      }
    }
    return at == to && into.settle();
  }

  /** Whether some bytes from {@code from} on are of this format, whatever follows them. */
  boolean begins(byte[] b, int from, int to, TemporalValue scratch) {
    int at = from;
    for (int step = 0; step < steps.length && at >= 0; step++) {
      at = steps[step].read(b, at, to, scratch);
    }
    return at >= 0;
  }

  /**
   * The strptime formats of DuckDB that together read what this format reads with at most six
   * digits of fraction ({@code %n} in place of {@code %f} reads nine). DuckDB's {@code %z} does not
   * know {@code Z}, {@code GMT} and {@code UTC}: replace them by {@code +00} before, at the end.
   *
   * @return empty where no strptime format of DuckDB reads the same
   */
  public List<String> strptime() {
    int offset =
        tokens.stream().map(TemporalToken::field).toList().indexOf(TemporalToken.Field.OFFSET);
    boolean inside = offset >= 0 && offset < tokens.size() - 1;
    return inside || !tokens.stream().allMatch(Strptime::knows)
        ? List.of()
        : Strptime.variants(tokens);
  }

  /** Whether DuckDB's CAST from text reads this format as it stands. */
  public boolean iso() {
    return TemporalForms.ISO.contains(pattern);
  }

  @Override
  public String toString() {
    return pattern;
  }
}
