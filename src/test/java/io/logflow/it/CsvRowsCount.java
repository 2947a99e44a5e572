package io.logflow.it;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts the records of delimited text with a small machine of its own, where the text is a
 * rectangle: UTF-8, quotes sound and nothing that might be one, all records alike for some usual
 * delimiter, or of one field for all of them. Which delimiter is no matter, as records end alike.
 */
final class CsvRowsCount {
  private final String text;
  private final char delimiter;
  private int at;
  private boolean sound = true;

  private CsvRowsCount(String text, char delimiter) {
    this.text = text;
    this.delimiter = delimiter;
  }

  /** Records and blank lines of a rectangle, a header counted; empty where it is none. */
  static OptionalInt of(byte[] bytes) {
    String text = decoded(bytes);
    if (text == null || text.contains("\\\"") || text.indexOf(0) >= 0 || mixesEndings(text)) {
      return OptionalInt.empty();
    }
    List<OptionalInt> counts =
        Stream.of(',', ';', '\t', '|').map(delimiter -> count(text, delimiter, 2)).toList();
    return counts.stream()
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElseGet(() -> text.matches("[^,;\t|]*") ? count(text, ',', 1) : OptionalInt.empty());
  }

  /** Whether carriage returns stand alone where line feeds end lines: readers differ on them. */
  private static boolean mixesEndings(String text) {
    return text.indexOf('\n') >= 0 && Pattern.compile("\r(?!\n)").matcher(text).find();
  }

  private static String decoded(byte[] bytes) {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      String all = text.toString();
      return all.startsWith("\uFEFF") ? all.substring(1) : all;
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  private static OptionalInt count(String text, char delimiter, int fewest) {
    CsvRowsCount counter = new CsvRowsCount(text, delimiter);
    List<Integer> widths = new ArrayList<>();
    while (counter.sound && counter.at < text.length()) {
      widths.add(counter.record());
    }
    int width = widths.stream().filter(w -> w > 0).findFirst().orElse(0);
    boolean alike = widths.stream().allMatch(w -> w == 0 || w == width);
    return counter.sound && width >= fewest && alike
        ? OptionalInt.of(widths.size())
        : OptionalInt.empty();
  }

  /** Steps over one record; its fields, 0 for a blank line. */
  private int record() {
    if (endsLine()) {
      passEnding();
      return 0;
    }
    int fields = 1;
    field();
    while (at < text.length() && text.charAt(at) == delimiter) {
      at++;
      fields++;
      field();
    }
    passEnding();
    return fields;
  }

  private void field() {
    if (at < text.length() && text.charAt(at) == '"') {
      quoted();
      return;
    }
    sound &= at == text.length() || text.charAt(at) != '\'';
    while (at < text.length() && text.charAt(at) != delimiter && !endsLine()) {
      sound &= text.charAt(at) != '"';
      at++;
    }
  }

  private void quoted() {
    int close = text.indexOf('"', at + 1);
    while (close >= 0 && close + 1 < text.length() && text.charAt(close + 1) == '"') {
      close = text.indexOf('"', close + 2);
    }
    at = close < 0 ? text.length() : close + 1;
    sound &= close >= 0 && (at == text.length() || text.charAt(at) == delimiter || endsLine());
  }

  private boolean endsLine() {
    return text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private void passEnding() {
    if (at < text.length()) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
  }
}
