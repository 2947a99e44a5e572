package io.logflow.cli;

import java.util.Locale;

/**
 * Makes text from outside safe to print: what could steer a terminal, or turn or hide what stands
 * beside it, is shown as its code point.
 */
final class Printable {
  private Printable() {}

  /**
   * The text with control, format, surrogate and separator characters as {@code \}{@code uXXXX}.
   */
  static String text(String raw) {
    if (raw.codePoints().allMatch(Printable::isHarmless)) {
      return raw;
    }
    StringBuilder safe = new StringBuilder(raw.length() + 16);
    raw.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  private static void append(StringBuilder safe, int point) {
    if (isHarmless(point)) {
      safe.appendCodePoint(point);
    } else {
      safe.append(
          point < 0x10000
              ? String.format(Locale.ROOT, "\\u%04X", point)
              : String.format(Locale.ROOT, "\\U%08X", point));
    }
  }

  private static boolean isHarmless(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
