package io.logflow.scan;

import io.logflow.job.ErrorKind;
import io.logflow.job.ValueForms;
import io.logflow.scan.TemporalToken.Field;
import java.util.ArrayList;
import java.util.List;

/** Compiles a pattern in java.time's letters to the steps of a format. */
final class TemporalPattern {
  /** Patterns of counts since 1970: of seconds, and of the thousandth part of the one before. */
  static final List<String> EPOCHS = List.of("epoch_s", "epoch_ms", "epoch_us", "epoch_ns");

  private final String pattern;
  private final List<TemporalToken> tokens = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;
  private boolean padded;

  private TemporalPattern(String pattern) {
    this.pattern = pattern;
  }

  static List<TemporalToken> compile(String pattern) {
    int epoch = EPOCHS.indexOf(pattern);
    if (epoch >= 0) {
      return List.of(TemporalToken.of(Field.EPOCH, 3 * epoch));
    }
    return new TemporalPattern(pattern).compile();
  }

  private List<TemporalToken> compile() {
    while (at < pattern.length()) {
      step(pattern.charAt(at));
    }
    flush();
    return List.copyOf(tokens);
  }

  private void step(char letter) {
    if (letter == '\'') {
      quoted();
    } else if (letter == '[') {
      flush();
      tokens.add(TemporalToken.of(Field.REST, 0));
      at++;
    } else if (letter == ']') {
      at++;
    } else if (letter == 'p' && runLength('p') == 2 && pattern.startsWith("d", at + 2)) {
      padded = true;
      at += 2;
    } else if (Character.isLetter(letter)) {
      field(letter, runLength(letter));
    } else if (fractionFollows(letter)) {
      at += 1 + runLengthAt('S', at + 1);
    } else {
      literal.append(letter);
      at++;
    }
  }

  /** A point or comma and a run of S after ss only names the character before the fraction. */
  private boolean fractionFollows(char letter) {
    boolean follows =
        (letter == '.' || letter == ',')
            && literal.isEmpty()
            && at + 1 < pattern.length()
            && pattern.charAt(at + 1) == 'S'
            && !tokens.isEmpty()
            && tokens.get(tokens.size() - 1).field() == Field.FRACTION;
    if (follows) {
      tokens.set(tokens.size() - 1, fraction(letter));
    }
    return follows;
  }

  private static TemporalToken fraction(char separator) {
    return new TemporalToken(Field.FRACTION, 0, String.valueOf(separator));
  }

  private void quoted() {
    int end = pattern.indexOf('\'', at + 1);
    if (end < 0) {
      throw unknown("an opening quote without a closing one");
    }
    literal.append(end == at + 1 ? "'" : pattern.substring(at + 1, end));
    at = end + 1;
  }

  private int runLength(char letter) {
    return runLengthAt(letter, at);
  }

  private int runLengthAt(char letter, int start) {
    int end = start;
    while (end < pattern.length() && pattern.charAt(end) == letter) {
      end++;
    }
    return end - start;
  }

  private void field(char letter, int length) {
    boolean hourAfterDate = (letter == 'H' || letter == 'h') && literal.toString().equals(" ");
    if (hourAfterDate && !tokens.isEmpty()) {
      literal.setLength(0);
      tokens.add(TemporalToken.of(Field.T_OR_BLANK, 0));
    }
    flush();
    at += length;
    tokens.add(token(letter, length, option()));
    if (letter == 's' && !pattern.startsWith("','S", at)) {
      tokens.add(fraction('.'));
    }
  }

  /** What stands in braces behind a letter; empty where nothing does. */
  private String option() {
    int end = at < pattern.length() && pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : -1;
    if (end < 0) {
      return "";
    }
    String option = pattern.substring(at + 1, end);
    at = end + 1;
    return option;
  }

  private TemporalToken token(char letter, int length, String option) {
    return switch (letter) {
      case 'y', 'u' -> length == 2 ? shortYear(option) : TemporalToken.of(Field.YEAR, 4);
      case 'M', 'L' ->
          length > 2
              ? name(Field.MONTH_NAME, length, option)
              : TemporalToken.of(Field.MONTH, length);
      case 'E' -> name(Field.WEEKDAY, length, option);
      case 'd' -> day(digits(length));
      case 'S' -> TemporalToken.of(Field.FRACTION_DIGITS, 1);
      case 'H' -> TemporalToken.of(Field.HOUR, digits(length));
      case 'h' -> TemporalToken.of(Field.HALF_DAY_HOUR, digits(length));
      case 'm' -> TemporalToken.of(Field.MINUTE, digits(length));
      case 's' -> TemporalToken.of(Field.SECOND, digits(length));
      case 'a' -> TemporalToken.of(Field.AM_PM, length);
      case 'X', 'x', 'Z' -> TemporalToken.of(Field.OFFSET, 0);
      default -> throw unknown("the letter " + letter);
    };
  }

  private TemporalToken shortYear(String first) {
    if (!first.isEmpty() && !first.matches("[1-9][0-9]{3}")) {
      throw unknown("'" + first + "' for the first year of two digits");
    }
    String from = first.isEmpty() ? String.valueOf(ValueForms.POSIX_FIRST_YEAR) : first;
    return new TemporalToken(Field.SHORT_YEAR, 2, from);
  }

  private TemporalToken name(Field field, int length, String language) {
    if (CalendarNames.bits(language) == 0) {
      throw unknown("the language '" + language + "'");
    }
    return new TemporalToken(field, Math.max(3, Math.min(length, 4)), language);
  }

  private TemporalToken day(int length) {
    TemporalToken day = new TemporalToken(Field.DAY, length, padded ? TemporalToken.PADDED : "");
    padded = false;
    return day;
  }

  private int digits(int length) {
    if (length > 2) {
      throw unknown("more than two digits for one field");
    }
    return length;
  }

  private void flush() {
    if (!literal.isEmpty()) {
      tokens.add(TemporalToken.literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private RuntimeException unknown(String what) {
    return ErrorKind.CONFIGURATION.error(
        "The timestamp format '" + pattern + "' has " + what + ".",
        "Use the letters y M d E H h m s S a X and quoted text, or strptime's percent fields.");
  }
}
