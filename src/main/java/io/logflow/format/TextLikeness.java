package io.logflow.format;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How much a decoded text is like what people write: a judgement of each character beyond ASCII, by
 * the letters that languages use and by what stands beside it. Box drawings, control characters and
 * letters of two scripts in one word are signs of the wrong encoding.
 */
final class TextLikeness {
  private static final String WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøœùúûüß¿¡";
  private static final double ANY_WESTERN = 0.85;
  private static final double RARE = 0.25;
  private static final double MARK = 0.8;
  private static final double LESS_USUAL = 0.7;
  private static final double USUAL = 0.95;

  /** The letters beyond ASCII of languages that are written in Latin letters. */
  private static final List<String> LATIN =
      List.of(
          "äöüß",
          "éèàêçùôîûâëïœ",
          "ñáéíóúü¿¡",
          "ãõçáéíóúâêôà",
          "àèéìòù",
          "åäöæøé",
          "áðéíóúýþæö",
          "éëïóöü",
          "ąćęłńóśźż",
          "áčďéěíňóřšťúůýž",
          "áäčďéíĺľňóôŕšťúýž",
          "áéíóöőúüű",
          "ăâîşţșț",
          "čćđšž",
          "çğıİöşüâîû",
          "ąčęėįšųūž",
          "āčēģīķļņšūž");

  private static final String MARKS = "€£§°«»“”„‘’‚–—…•·©®™²³½¼¾±×µ¥¢ºª№";

  /** Of the letters of Cyrillic and Greek texts the usual ones make up some six of ten. */
  private static final String CYRILLIC = "оеаинтсрвлі";

  private static final String GREEK = "αοιετσνηυρςάέήίόύώ";
  private static final String ACCENTED_GREEK = "άέήίόύώΐΰΆΈΉΊΌΎΏ";

  private final String text;
  private final Charset charset;

  TextLikeness(String text, Charset charset) {
    this.text = text;
    this.charset = charset;
  }

  /** From 0 to 100; the best language of Latin letters counts, or a mixture of Western ones. */
  int score() {
    double best = mean(WESTERN, ANY_WESTERN);
    for (String language : LATIN) {
      best = Math.max(best, mean(language, 1));
    }
    return (int) Math.round(100 * best);
  }

  private double mean(String letters, double worth) {
    double sum = 0;
    int count = 0;
    for (int at = 0; at < text.length(); at++) {
      char symbol = text.charAt(at);
      if (symbol >= 0x80) {
        count++;
        sum += of(at, symbol, letters, worth);
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  private double of(int at, char symbol, String letters, double worth) {
    if (Character.isISOControl(symbol) || symbol == '\uFFFD' || !Character.isDefined(symbol)) {
      return -1;
    }
    if (symbol == '\u00A0') {
      return USUAL;
    }
    if (MARKS.indexOf(symbol) >= 0) {
      return besideDigitOrEdge(at) || "“”„‘’–—…«»°".indexOf(symbol) >= 0 ? MARK : RARE;
    }
    Character.UnicodeScript script = Character.UnicodeScript.of(symbol);
    if (!Character.isLetter(symbol) && script != Character.UnicodeScript.THAI) {
      return Character.getType(symbol) == Character.NON_SPACING_MARK ? RARE : 0;
    }
    if (mixed(at, symbol)) {
      return 0;
    }
    if (alphabet(script) && (digit(around(at - 1)) || digit(around(at + 1)))) {
      return RARE;
    }
    char lower = Character.toLowerCase(symbol);
    return switch (script) {
      case LATIN -> letters.indexOf(lower) >= 0 || letters.indexOf(symbol) >= 0 ? worth : RARE;
      case CYRILLIC -> CYRILLIC.indexOf(lower) >= 0 ? 1 : LESS_USUAL;
      case GREEK -> greek(at, lower);
      case HEBREW, ARABIC -> USUAL;
      case THAI -> thai(at, symbol);
      case HIRAGANA -> 1;
      case KATAKANA -> symbol >= 0xFF00 ? RARE : 1;
      case HAN, HANGUL -> EastAsian.usual(symbol, charset) ? 1 : RARE;
      default -> 0;
    };
  }

  /** Small letters make words with an accent, and the final sigma stands at their ends. */
  private double greek(int at, char lower) {
    if (lower == 'ς' && Character.isLetter(around(at + 1))) {
      return 0;
    }
    int start = at;
    while (Character.isLetter(around(start - 1))) {
      start--;
    }
    boolean accented = false;
    boolean capitals = true;
    for (int next = start; Character.isLetter(around(next)); next++) {
      accented |= ACCENTED_GREEK.indexOf(around(next)) >= 0;
      capitals &= Character.isUpperCase(around(next));
    }
    double usual = GREEK.indexOf(lower) >= 0 ? 1 : LESS_USUAL;
    return accented || capitals ? usual : usual / 2;
  }

  /** Vowels and tones above and below stand on a letter; such text is full of them. */
  private double thai(int at, char symbol) {
    if (Character.getType(symbol) != Character.NON_SPACING_MARK) {
      return MARK;
    }
    boolean onLetter = Character.UnicodeScript.of(around(at - 1)) == Character.UnicodeScript.THAI;
    return onLetter ? 1 : 0;
  }

  private static boolean digit(char symbol) {
    return symbol >= '0' && symbol <= '9';
  }

  /** Marks of money and measure stand beside digits, or between fields and words. */
  private boolean besideDigitOrEdge(int at) {
    return !Character.isLetter(around(at - 1)) || !Character.isLetter(around(at + 1));
  }

  private char around(int at) {
    return at < 0 || at >= text.length() ? ' ' : text.charAt(at);
  }

  /**
   * Whether a letter stands beside one of another script, or is a capital in a word that begins
   * with a small letter.
   */
  private boolean mixed(int at, char symbol) {
    boolean capital = Character.isUpperCase(symbol) && Character.isLowerCase(wordStart(at));
    return capital || otherScript(symbol, around(at - 1)) || otherScript(symbol, around(at + 1));
  }

  private char wordStart(int at) {
    int start = at;
    while (Character.isLetter(around(start - 1))) {
      start--;
    }
    return around(start);
  }

  private static boolean otherScript(char symbol, char other) {
    if (!Character.isLetter(other)) {
      return false;
    }
    Character.UnicodeScript one = Character.UnicodeScript.of(symbol);
    Character.UnicodeScript two = Character.UnicodeScript.of(other);
    boolean latin = two == Character.UnicodeScript.LATIN && Character.isUpperCase(other);
    return one != two && (alphabet(one) || (alphabet(two) && !latin));
  }

  private static boolean alphabet(Character.UnicodeScript script) {
    return switch (script) {
      case LATIN, CYRILLIC, GREEK, HEBREW, ARABIC, THAI -> true;
      default -> false;
    };
  }
}
