package io.logflow.format.csv;

/** Looks at whole lines, as in a file of one column. */
final class Lines {
  private Lines() {}

  /** Whether most lines after the first are one value each: a time, a number, an address. */
  static boolean mostlyValues(SampleText sample) {
    int lines = 0;
    int values = 0;
    String[] all = sample.text().split("\\R", Trial.RECORDS + 1);
    for (int index = 1; index < all.length; index++) {
      if (!all[index].isEmpty()) {
        lines++;
        values += isValue(all[index]) ? 1 : 0;
      }
    }
    return lines > 0 && values * 10 >= lines * 9;
  }

  private static boolean isValue(String line) {
    byte[] bytes = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return line.matches("[a-z]+://\\S*") || isClockOrNumber(bytes);
  }

  private static boolean isClockOrNumber(byte[] bytes) {
    CellKind kind = CellKind.of(bytes, 0, bytes.length);
    return kind == CellKind.NUMBER || (kind == CellKind.TIME && looksLikeTime(bytes));
  }

  /** A date or a time begins with a number of one, two or four digits and a separator. */
  private static boolean looksLikeTime(byte[] bytes) {
    String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    return text.matches("(\\d{4}|\\d{1,2})[-/.:]\\d{1,2}[-/.:]\\d{1,4}\\b.*|\\d{1,2}:\\d{2}");
  }
}
