package io.logflow.scan;

import io.logflow.job.ValueForms;
import io.logflow.job.ValueForms.Thousands;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads numbers with marks between groups of three digits, another sign than the point before the
 * fraction, or a text before or behind them, and rewrites them the plain way. Used again from value
 * to value.
 */
final class NumberReader {
  private static final String BLANKS = " \u00A0\u202F\u2009";
  private static final String APOSTROPHES = "'\u2019";
  private static final int NO = -1;

  private final char decimal;
  private final String marks;
  private final List<byte[]> texts;

  /** The number the plain way; what it was is what this reads from. */
  final Cell plain = new Cell();

  /** What parts its groups; 0 where nothing does. */
  char mark;

  /** Whether it has a fraction. */
  boolean fraction;

  /** Whether it has more than three digits before the fraction, and no mark. */
  boolean ungrouped;

  /** Whether its first group of several has fewer than three digits. */
  boolean shortFirst;

  /** Groups of three digits behind the first. */
  int groups;

  /** Whether its fraction begins with a zero and goes on. */
  boolean padded;

  /** Digits of its fraction. */
  int places;

  /** Whether it has a fraction, and is negative or begins with a zero. */
  boolean small;

  /** The texts before and behind it. */
  String before = "";

  String behind = "";
  private int length;

  /**
   * @param decimal what stands before the digits of a fraction
   * @param forms what is told of marks and texts
   */
  NumberReader(char decimal, ValueForms forms) {
    this(decimal, marks(decimal, forms.thousandsSeparator()), forms.numberMarks());
  }

  /** Reads numbers of one form. */
  NumberReader(NumberForm form) {
    this(
        form.decimal(),
        form.mark() == 0 ? "" : String.valueOf(form.mark()),
        List.of(form.before().strip(), form.behind().strip()));
  }

  private NumberReader(char decimal, String marks, List<String> texts) {
    this.decimal = decimal;
    this.marks = marks;
    this.texts =
        texts.stream()
            .filter(text -> !text.isEmpty())
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
  }

  private static String marks(char decimal, Thousands told) {
    return switch (told) {
      case AUTO -> (decimal == ',' ? "." : ",") + BLANKS + APOSTROPHES;
      case NONE -> "";
      case COMMA -> ",";
      case POINT -> ".";
      case APOSTROPHE -> APOSTROPHES;
      case UNDERSCORE -> "_";
      case BLANK -> BLANKS;
    };
  }

  /** Whether a value may be such a number, by its first byte. */
  static boolean begins(Cell cell, ValueForms forms) {
    byte first = cell.length() == 0 ? 0 : cell.b[cell.from];
    return digit(first) || "-,.".indexOf(first) >= 0 || !forms.numberMarks().isEmpty();
  }

  /** Reads the bytes of a cell; false if they are no number in this form. */
  boolean read(Cell cell) {
    byte[] b = cell.b;
    if (plain.b.length < cell.length()) {
      plain.b = new byte[Math.max(32, 2 * cell.length())];
    }
    plain.written = cell;
    length = 0;
    mark = 0;
    fraction = false;
    ungrouped = false;
    shortFirst = false;
    padded = false;
    places = 0;
    small = false;
    before = "";
    behind = "";
    int to = cell.to;
    int at = sign(b, cell.from, to);
    at = before(b, at, to);
    at = at > cell.from && length == 0 ? sign(b, at, to) : at;
    at = integer(b, at, to);
    if (at < 0) {
      return false;
    }
    at = fraction(b, at, to);
    boolean whole = at >= 0 && (at == to || behind(b, at, to));
    plain.from = 0;
    plain.to = length;
    return whole;
  }

  private int sign(byte[] b, int at, int to) {
    if (at < to && b[at] == '-') {
      plain.b[length++] = '-';
      return at + 1;
    }
    return at;
  }

  private int before(byte[] b, int at, int to) {
    for (byte[] text : texts) {
      if (starts(b, at, to, text)) {
        int next = at + text.length;
        int blank = next < to ? width(b, next, to, BLANKS) : 0;
        before = Values.text(b, at, next + blank);
        return next + blank;
      }
    }
    return at;
  }

  private boolean behind(byte[] b, int at, int to) {
    int next = at + width(b, at, to, BLANKS);
    for (byte[] text : texts) {
      if (to - next == text.length && starts(b, next, to, text)) {
        behind = Values.text(b, at, to);
        return true;
      }
    }
    return false;
  }

  private static boolean starts(byte[] b, int at, int to, byte[] text) {
    boolean same = to - at >= text.length;
    for (int index = 0; index < text.length && same; index++) {
      same = b[at + index] == text[index];
    }
    return same;
  }

  /** Digits, in groups or not; the position behind, or -1 where groups are not of three. */
  private int integer(byte[] b, int start, int to) {
    int at = digits(b, start, to);
    int first = at - start;
    groups = 0;
    int width = first > 0 ? width(b, at, to, marks) : 0;
    while (width > 0 && at + width < to && digit(b[at + width])) {
      char found = symbol(b, at, width);
      int end = digits(b, at + width, to);
      if (first > 3 || end - at - width != 3 || (mark != 0 && mark != found)) {
        return NO;
      }
      mark = found;
      groups++;
      at = end;
      width = width(b, at, to, marks);
    }
    ungrouped = mark == 0 && first > 3;
    // Points part addresses and versions, blanks part the digits of telephones.
    boolean telling = (mark != '.' && !Character.isSpaceChar(mark)) || plain.b[0] == '-';
    shortFirst = mark != 0 && telling && first < 3;
    return at;
  }

  private int fraction(byte[] b, int at, int to) {
    if (decimal == 0 || at == to || b[at] != decimal) {
      return at;
    }
    small = length == 0 || plain.b[0] == '-' || (length == 1 && plain.b[0] == '0');
    plain.b[length++] = '.';
    int end = digits(b, at + 1, to);
    fraction = true;
    places = end - at - 1;
    padded = end - at > 2 && b[at + 1] == '0';
    return end == at + 1 ? NO : end;
  }

  private int digits(byte[] b, int start, int to) {
    int at = start;
    while (at < to && digit(b[at])) {
      plain.b[length++] = b[at++];
    }
    return at;
  }

  private static boolean digit(byte symbol) {
    return symbol >= '0' && symbol <= '9';
  }

  /** Bytes of the character at {@code at} if it is one of these, else 0. */
  private static int width(byte[] b, int at, int to, String symbols) {
    if (at >= to || digit(b[at])) {
      return 0;
    }
    int bytes = b[at] >= 0 ? 1 : (b[at] & 0xE0) == 0xC0 ? 2 : 3;
    return at + bytes <= to && symbols.indexOf(symbol(b, at, bytes)) >= 0 ? bytes : 0;
  }

  private static char symbol(byte[] b, int at, int bytes) {
    return switch (bytes) {
      case 1 -> (char) b[at];
      case 2 -> (char) ((b[at] & 0x1F) << 6 | (b[at + 1] & 0x3F));
      default -> (char) ((b[at] & 0x0F) << 12 | (b[at + 1] & 0x3F) << 6 | (b[at + 2] & 0x3F));
    };
  }
}
