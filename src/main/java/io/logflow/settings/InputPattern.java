package io.logflow.settings;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files a schedule reads: an absolute path that may hold the wildcards of globs and, in
 * braces, the date of the run, such as {@code /in/orders-{yyyy-MM-dd}.csv} or, for the day before,
 * {@code {yyyy-MM-dd:-1d}}.
 *
 * @param text the path, with a slash between two names
 */
public record InputPattern(String text) {
  private static final Pattern BRACES = Pattern.compile("\\{([^{},]*)\\}");
  private static final Pattern DATE =
      Pattern.compile(
          "((?:yyyy|yy|MM?|dd?|HH?)(?:[-_./]?(?:yyyy|yy|MM?|dd?|HH?))*)(?::([+-]\\d{1,4})([yMwdh]))?");
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  /** What is wrong with a text; empty where it is a pattern. */
  static Optional<String> fault(String text) {
    if (text.isBlank() || text.endsWith("/")) {
      return Optional.of("names no file");
    }
    Matcher braces = BRACES.matcher(text);
    while (braces.find()) {
      if (!DATE.matcher(braces.group(1)).matches()) {
        return Optional.of("holds " + braces.group() + ", which is no date");
      }
    }
    try {
      for (String name : new InputPattern(text).on(LocalDateTime.of(2000, 1, 1, 0, 0)).names()) {
        FileSystems.getDefault().getPathMatcher("glob:" + name);
      }
      return Optional.empty();
    } catch (IllegalArgumentException broken) {
      return Optional.of("is no pattern of files");
    }
  }

  /** The pattern for a run of this date and hour: its dates are text. */
  public InputPattern on(LocalDateTime date) {
    return new InputPattern(
        BRACES
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(dated(found.group(1), date))));
  }

  private static String dated(String placeholder, LocalDateTime date) {
    Matcher form = DATE.matcher(placeholder);
    if (!form.matches()) {
      return "{" + placeholder + "}";
    }
    LocalDateTime meant =
        form.group(2) == null ? date : moved(date, Long.parseLong(form.group(2)), form.group(3));
    return DateTimeFormatter.ofPattern(form.group(1).replace("y", "u"), Locale.ROOT).format(meant);
  }

  private static LocalDateTime moved(LocalDateTime date, long count, String unit) {
    return switch (unit) {
      case "y" -> date.plusYears(count);
      case "M" -> date.plusMonths(count);
      case "w" -> date.plusWeeks(count);
      case "d" -> date.plusDays(count);
      default -> date.plusHours(count);
    };
  }

  /** Whether it names one file of a date, and no other. */
  public boolean isOne() {
    return !WILDCARD.matcher(BRACES.matcher(text).replaceAll("")).find();
  }

  /** Whether it tells one hour of a day from another. */
  public boolean isHourly() {
    return BRACES.matcher(text).results().anyMatch(found -> found.group(1).contains("H"));
  }

  /** The names between its slashes, from the root down. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    int from = 0;
    int depth = 0;
    for (int at = 0; at <= text.length(); at++) {
      char letter = at == text.length() ? '/' : text.charAt(at);
      depth += letter == '{' ? 1 : letter == '}' ? -1 : 0;
      if (letter == '/' && (depth == 0 || at == text.length())) {
        if (at > from) {
          names.add(text.substring(from, at));
        }
        from = at + 1;
      }
    }
    return names;
  }

  /** The folder that all its files are below, whatever the date. */
  public Path folder() {
    Path folder = Path.of("/");
    List<String> names = names();
    for (String name : names.subList(0, names.size() - 1)) {
      if (WILDCARD.matcher(name).find()) {
        break;
      }
      folder = folder.resolve(name);
    }
    return folder;
  }

  @Override
  public String toString() {
    return text;
  }
}
