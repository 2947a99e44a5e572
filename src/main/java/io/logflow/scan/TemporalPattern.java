package io.logflow.scan;

import io.logflow.job.ErrorKind;
import io.logflow.scan.TemporalToken.Field;
import java.util.ArrayList;
import java.util.List;

/** Compiles a pattern in java.time's letters to the steps of a format. */
final class TemporalPattern {
  private final String pattern;
  private final List<TemporalToken> tokens = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  private TemporalPattern(String pattern) {
    this.pattern = pattern;
  }

  static List<TemporalToken> compile(String pattern) {
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
    tokens.add(token(letter, length));
    if (letter == 's') {
      tokens.add(fraction('.'));
    }
    at += length;
  }

  private TemporalToken token(char letter, int length) {
    return switch (letter) {
      case 'y', 'u' -> TemporalToken.of(length == 2 ? Field.SHORT_YEAR : Field.YEAR, year(length));
      case 'M', 'L' ->
          TemporalToken.of(length > 2 ? Field.MONTH_NAME : Field.MONTH, Math.min(length, 4));
      case 'd' -> TemporalToken.of(Field.DAY, digits(length));
      case 'H' -> TemporalToken.of(Field.HOUR, digits(length));
      case 'h' -> TemporalToken.of(Field.HALF_DAY_HOUR, digits(length));
      case 'm' -> TemporalToken.of(Field.MINUTE, digits(length));
      case 's' -> TemporalToken.of(Field.SECOND, digits(length));
      case 'a' -> TemporalToken.of(Field.AM_PM, 0);
      case 'X', 'x', 'Z' -> TemporalToken.of(Field.OFFSET, 0);
      default -> throw unknown("the letter " + letter);
    };
  }

  private static int year(int length) {
    return length == 2 ? 2 : 4;
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
        "Use the letters y M d H h m s S a X and quoted text, or strptime's percent fields.");
  }
}
