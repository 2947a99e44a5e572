package io.logflow.settings;

import static io.logflow.settings.Types.anyScalar;
import static io.logflow.settings.Types.integer;
import static io.logflow.settings.Types.orWords;
import static io.logflow.settings.Types.text;

import io.logflow.job.ValueForms;
import io.logflow.job.ValueForms.BooleanWords;
import io.logflow.job.ValueForms.Thousands;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The settings on how values are written: which they take, and their typed form. */
final class ValueFormTypes {
  private static final Map<String, Thousands> THOUSANDS =
      Map.of(
          "auto", Thousands.AUTO,
          "none", Thousands.NONE,
          "blank", Thousands.BLANK,
          ",", Thousands.COMMA,
          ".", Thousands.POINT,
          "'", Thousands.APOSTROPHE,
          "_", Thousands.UNDERSCORE);

  /** A mark must not look like a part of a number. */
  private static final Pattern MARK =
      Pattern.compile("[^\\s\\p{Nd}.,'’_+\\-][^\\p{Nd}\\n\\r]{0,15}");

  private static final Pattern PAIR = Pattern.compile("([^/\\n\\r]{1,32})/([^/\\n\\r]{1,32})");

  private ValueFormTypes() {}

  static ValueType firstYear() {
    return orWords(integer(1000, 9900), "none");
  }

  static ValueType thousands() {
    return Types.words("auto", "none", "blank", ",", ".", "'", "_");
  }

  static ValueType numberMark() {
    return text(
        "texts of at most 16 characters without digits, such as € or %",
        anyScalar(), it -> MARK.matcher(it).matches() && it.equals(it.strip()));
  }

  static ValueType booleanWords() {
    return text(
        "pairs such as yes/no or T/F",
        anyScalar(),
        it -> {
          String[] words = it.split("/", -1);
          return PAIR.matcher(it).matches() && !words[0].equalsIgnoreCase(words[1]);
        });
  }

  static ValueForms read(Settings settings) {
    String decimal = settings.text("conversion.decimal_separator");
    Object firstYear = settings.get("conversion.two_digit_years");
    return new ValueForms(
        decimal.equals("auto") ? '\0' : decimal.charAt(0),
        THOUSANDS.get(settings.text("conversion.thousands_separator")),
        settings.texts("conversion.number_marks"),
        words(settings.texts("conversion.boolean_words")),
        firstYear instanceof Long year ? OptionalInt.of(year.intValue()) : OptionalInt.empty());
  }

  private static List<BooleanWords> words(List<String> pairs) {
    return pairs.stream()
        .map(pair -> pair.split("/", -1))
        .map(pair -> new BooleanWords(pair[0], pair[1]))
        .toList();
  }
}
