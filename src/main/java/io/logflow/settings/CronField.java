package io.logflow.settings;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One field of a line of crontab(5): a list of values, ranges, and steps through them. */
final class CronField {
  private static final Pattern PART =
      Pattern.compile("(?:(\\*)|(\\w{1,3})(?:-(\\w{1,3}))?)(?:/(\\d{1,2}))?");

  private CronField() {}

  /**
   * The values of a field.
   *
   * @param names names of values, by index; none where they have no names
   * @throws IllegalArgumentException where it is none
   */
  static BitSet read(String field, int least, int most, List<String> names) {
    BitSet values = new BitSet();
    for (String part : field.split(",", -1)) {
      Matcher form = PART.matcher(part);
      if (!form.matches()) {
        throw new IllegalArgumentException(part);
      }
      boolean all = form.group(1) != null;
      int from = all ? least : value(form.group(2), least, most, names);
      int step = form.group(4) == null ? 1 : Integer.parseInt(form.group(4));
      int to = from;
      if (form.group(3) != null) {
        to = value(form.group(3), least, most, names);
      } else if (all || form.group(4) != null) {
        to = most;
      }
      if (step == 0 || to < from) {
        throw new IllegalArgumentException(part);
      }
      for (int value = from; value <= to; value += step) {
        values.set(value);
      }
    }
    return values;
  }

  private static int value(String text, int least, int most, List<String> names) {
    int named = names.indexOf(text);
    if (named >= 0) {
      return named;
    }
    if (!text.matches("[0-9]{1,2}")) {
      throw new IllegalArgumentException(text);
    }
    int value = Integer.parseInt(text);
    if (value < least || value > most) {
      throw new IllegalArgumentException(text);
    }
    return value;
  }
}
