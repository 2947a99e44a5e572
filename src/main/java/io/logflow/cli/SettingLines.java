package io.logflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.settings.Setting;
import java.io.PrintWriter;
import java.util.List;

/** Prints settings as YAML that can be put into a file, with the place of each as a comment. */
final class SettingLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SettingLines() {}

  /** One line a setting. */
  static void print(List<Setting> settings, boolean origin, PrintWriter out) {
    List<String> lines = settings.stream().map(SettingLines::line).toList();
    int width = lines.stream().mapToInt(TextWidth::of).max().orElse(0);
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index);
      String place = Printable.text(settings.get(index).origin().toString());
      out.println(origin ? TextWidth.padded(line, width) + "  # " + place : line);
    }
  }

  private static String line(Setting setting) {
    return Printable.text(setting.key() + ": " + shown(setting.value()));
  }

  /** The value as JSON, which is YAML too; words without their quotes. */
  private static String shown(Object value) {
    boolean plain = value instanceof String text && text.matches("[A-Za-z0-9/~._][\\w/.~%+-]*");
    try {
      return plain ? (String) value : JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings are texts, numbers, lists and maps", e);
    }
  }
}
