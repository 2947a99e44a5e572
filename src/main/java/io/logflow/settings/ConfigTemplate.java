package io.logflow.settings;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The settings file that {@code logflow config init} writes: every setting, commented out. */
public final class ConfigTemplate {
  private static final String HEAD =
      """
      # Settings of LogFlow for this user. Every setting stands here with its default, commented out:
      # remove the # before a line and change its value. Check with: logflow config validate
      """;
  private static final Pattern SETTING = Pattern.compile("( *)([a-z_]+:) +(\\S.*)");

  private ConfigTemplate() {}

  /** The text of the file. */
  public static String text() {
    return HEAD
        + Defaults.text()
            .lines()
            .dropWhile(line -> line.startsWith("#"))
            .map(ConfigTemplate::commented)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String commented(String line) {
    boolean setting = SETTING.matcher(line).matches() && !line.startsWith("version:");
    int indent = line.length() - line.stripLeading().length();
    return setting ? line.substring(0, indent) + "# " + line.substring(indent) : line;
  }
}
