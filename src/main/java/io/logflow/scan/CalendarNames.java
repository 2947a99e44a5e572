package io.logflow.scan;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names of months and weekdays in seven languages, short and in full, after the calendars of
 * Unicode's CLDR. No name means two months or two weekdays, whatever the language, so that a name
 * tells the same to all of them; which languages have it is a set of bits.
 */
final class CalendarNames {
  /** The languages, first the one that a pattern means that names none. */
  static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "it", "pt", "nl");

  static final int ALL = (1 << LANGUAGES.size()) - 1;
  static final int ENGLISH = 1;

  /** Stands in a pattern for any one of the languages. */
  static final String ANY = "*";

  private static final String[] MONTHS = {
    "january february march april may june july august september october november december",
    "januar|jänner februar|feber märz|maerz april mai juni juli august september oktober november"
        + " dezember",
    "janvier février|fevrier mars avril mai juin juillet août|aout septembre octobre novembre"
        + " décembre|decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre"
        + " diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março|marco abril maio junho julho agosto setembro outubro novembro"
        + " dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
  };
  private static final String[] SHORT_MONTHS = {
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan|jän feb mär|mrz|märz apr mai jun|juni jul|juli aug sep|sept okt nov dez",
    "janv|jan févr|fevr|fév|fev mars|mar avr mai juin jui|juil août|aout|aoû sept|sep oct nov"
        + " déc|dec",
    "ene feb mar abr may jun jul ago sept|sep|set oct nov dic",
    "gen feb mar apr mag giu lug ago set ott nov dic",
    "jan fev mar abr mai jun jul ago set out nov dez",
    "jan feb mrt|maart apr mei jun jul aug sep|sept okt nov dec",
  };
  private static final String[] WEEKDAYS = {
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles|miercoles jueves viernes sábado|sabado domingo",
    "lunedì|lunedi martedì|martedi mercoledì|mercoledi giovedì|giovedi venerdì|venerdi sabato"
        + " domenica",
    "segunda-feira|segunda terça-feira|terça quarta-feira|quarta quinta-feira|quinta"
        + " sexta-feira|sexta sábado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
  };
  private static final String[] SHORT_WEEKDAYS = {
    "mon tue wed thu fri sat sun",
    "mo di mi do fr sa so",
    "lun mar mer jeu ven sam dim",
    "lun mar mié|mie jue vie sáb|sab dom",
    "lun mar mer gio ven sab dom",
    "seg ter qua qui sex sáb|sab dom",
    "ma di wo do vr za zo",
  };

  private static final Map<String, Name> FULL_MONTHS = table(MONTHS);
  private static final Map<String, Name> BRIEF_MONTHS = table(SHORT_MONTHS);
  private static final Map<String, Name> FULL_WEEKDAYS = table(WEEKDAYS);
  private static final Map<String, Name> BRIEF_WEEKDAYS = table(SHORT_WEEKDAYS);

  private CalendarNames() {}

  /**
   * A name.
   *
   * @param number of the month, or of the weekday from Monday, from 1
   * @param languages that have it, as bits
   */
  record Name(int number, int languages) {}

  private static Map<String, Name> table(String[] lists) {
    Map<String, Name> all = new HashMap<>();
    for (int language = 0; language < lists.length; language++) {
      String[] names = lists[language].split(" ", -1);
      for (int index = 0; index < names.length; index++) {
        for (String name : names[index].split("[|]", -1)) {
          Name one = new Name(index + 1, 1 << language);
          Name known = all.putIfAbsent(name, one);
          if (known != null && known.number() != one.number()) {
            throw new IllegalStateException("two meanings of " + name);
          }
          if (known != null) {
            all.put(name, new Name(one.number(), known.languages() | one.languages()));
          }
        }
      }
    }
    return Map.copyOf(all);
  }

  /** The month of this name in any language, or null. */
  static Name month(byte[] b, int from, int to, boolean full) {
    return (full ? FULL_MONTHS : BRIEF_MONTHS).get(lower(b, from, to));
  }

  /** The weekday of this name in any language, or null. */
  static Name weekday(byte[] b, int from, int to, boolean full) {
    return (full ? FULL_WEEKDAYS : BRIEF_WEEKDAYS).get(lower(b, from, to));
  }

  private static String lower(byte[] b, int from, int to) {
    return new String(b, from, to - from, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
  }

  /** The position behind the letters at {@code at}; the hyphen of Portuguese weekdays is one. */
  static int endOfWord(byte[] b, int at, int to) {
    int end = at;
    while (end < to && (letter(b[end]) || inner(b, end, at, to))) {
      end++;
    }
    return end;
  }

  private static boolean inner(byte[] b, int hyphen, int start, int to) {
    return b[hyphen] == '-' && hyphen > start && hyphen + 1 < to && (b[hyphen + 1] | 0x20) == 'f';
  }

  private static boolean letter(byte symbol) {
    return symbol < 0 || ((symbol | 0x20) >= 'a' && (symbol | 0x20) <= 'z');
  }

  /**
   * The languages of a name in a pattern, as bits.
   *
   * @return 0 where there is no such language
   */
  static int bits(String language) {
    if (language.isEmpty()) {
      return ENGLISH;
    }
    int index = LANGUAGES.indexOf(language);
    return language.equals(ANY) ? ALL : index < 0 ? 0 : 1 << index;
  }

  /** The first of some languages, as a pattern has it behind a name's letters. */
  static String suffix(int languages) {
    return (languages & ENGLISH) != 0
        ? ""
        : "{" + LANGUAGES.get(Integer.numberOfTrailingZeros(languages)) + "}";
  }
}
