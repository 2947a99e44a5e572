package io.logflow.cli;

import java.util.Set;

/**
 * How many columns of a terminal a text takes: none for a mark that combines with the letter before
 * it, two for the wide letters of East Asia and for emoji, one for any other.
 */
final class TextWidth {
  private static final Set<Character.UnicodeScript> WIDE =
      Set.of(
          Character.UnicodeScript.HAN,
          Character.UnicodeScript.HIRAGANA,
          Character.UnicodeScript.KATAKANA,
          Character.UnicodeScript.HANGUL,
          Character.UnicodeScript.BOPOMOFO,
          Character.UnicodeScript.YI);

  private TextWidth() {}

  /** Columns of the whole text. */
  static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** Columns of one character. */
  static int of(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  private static boolean isWide(int point) {
    if (point < 0x1100 || isHalfWidth(point)) {
      return false;
    }
    return WIDE.contains(Character.UnicodeScript.of(point))
        || isBetween(point, 0x3000, 0x303E) // punctuation of East Asia
        || isBetween(point, 0xFF01, 0xFF60) // full width forms
        || isBetween(point, 0xFFE0, 0xFFE6)
        || isBetween(point, 0x1F300, 0x1FAFF); // pictographs
  }

  private static boolean isBetween(int point, int first, int last) {
    return point >= first && point <= last;
  }

  private static boolean isHalfWidth(int point) {
    return isBetween(point, 0xFF61, 0xFFDC);
  }

  /** The text with blanks up to {@code width} columns. */
  static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - of(text)));
  }

  /** As much of the text as fits into {@code width} columns. */
  static String cut(String text, int width) {
    int used = 0;
    for (int index = 0; index < text.length(); ) {
      int point = text.codePointAt(index);
      used += of(point);
      if (used > width) {
        return text.substring(0, index);
      }
      index += Character.charCount(point);
    }
    return text;
  }
}
