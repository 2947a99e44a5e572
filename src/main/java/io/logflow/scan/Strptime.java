package io.logflow.scan;

import io.logflow.job.ErrorKind;
import java.util.ArrayList;
import java.util.List;

/** Between our patterns and the percent fields of strptime. */
final class Strptime {
  private Strptime() {}

  /** A strptime format as a pattern. */
  static String toPattern(String format) {
    StringBuilder pattern = new StringBuilder();
    for (int at = 0; at < format.length(); at++) {
      char letter = format.charAt(at);
      if (letter == '%') {
        at++;
        at += at < format.length() && format.charAt(at) == '-' ? 1 : 0;
        pattern.append(field(format, at));
      } else {
        pattern.append(Character.isLetter(letter) ? "'" + letter + "'" : letter);
      }
    }
    return pattern.toString().replace("''", "");
  }

  private static String field(String format, int at) {
    return switch (at < format.length() ? format.charAt(at) : ' ') {
      case 'Y' -> "yyyy";
      case 'y' -> "yy";
      case 'm' -> "M";
      case 'd', 'e' -> "d";
      case 'a' -> "EEE";
      case 'A' -> "EEEE";
      case 'b', 'h' -> "MMM";
      case 'B' -> "MMMM";
      case 'H' -> "H";
      case 'I' -> "h";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'f', 'n' -> "SSSSSS";
      case 'p' -> "a";
      case 'z' -> "X";
      case 'F' -> "yyyy-MM-dd";
      case 'T' -> "HH:mm:ss";
      case '%' -> "'%'";
      default ->
          throw ErrorKind.CONFIGURATION.error(
              "The timestamp format '" + format + "' has a percent field that is not known.",
              "Use %Y %y %m %d %a %A %b %B %H %I %M %S %f %p %z %F %T.");
    };
  }

  /** Whether DuckDB's strptime reads a step as it is read here. */
  static boolean knows(TemporalToken token) {
    return switch (token.field()) {
      case WEEKDAY, EPOCH -> false;
      case MONTH_NAME -> token.text().isEmpty();
      case AM_PM -> token.width() < 2;
      case DAY -> token.text().isEmpty();
      default -> true;
    };
  }

  /** The strptime formats that together read what the steps read. */
  static List<String> variants(List<TemporalToken> tokens) {
    List<String> whole = List.of("");
    List<String> shorter = List.of();
    for (TemporalToken token : tokens) {
      if (token.field() == TemporalToken.Field.REST) {
        shorter = whole;
      } else {
        whole = append(whole, pieces(token));
      }
    }
    List<String> all = new ArrayList<>(whole);
    all.addAll(shorter);
    return List.copyOf(all);
  }

  private static List<String> append(List<String> heads, List<String> tails) {
    List<String> all = new ArrayList<>();
    for (String head : heads) {
      for (String tail : tails) {
        all.add(head + tail);
      }
    }
    return all;
  }

  private static List<String> pieces(TemporalToken token) {
    return switch (token.field()) {
      case YEAR -> List.of("%Y");
      case SHORT_YEAR -> List.of("%y");
      case MONTH -> List.of("%m");
      case MONTH_NAME -> List.of(token.width() == 3 ? "%b" : "%B");
      case DAY -> List.of("%d");
      case HOUR -> List.of("%H");
      case HALF_DAY_HOUR -> List.of("%I");
      case MINUTE -> List.of("%M");
      case SECOND -> List.of("%S");
      case FRACTION -> List.of("", token.text() + "%f");
      case FRACTION_DIGITS -> List.of("%f");
      case AM_PM -> List.of("%p");
      case OFFSET -> List.of("%z");
      case T_OR_BLANK -> List.of(" ", "T");
      case LITERAL -> List.of(token.text().replace("%", "%%"));
      case REST, WEEKDAY, EPOCH -> List.of();
    };
  }
}
