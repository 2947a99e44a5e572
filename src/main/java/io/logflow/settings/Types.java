package io.logflow.settings;

import io.logflow.settings.ValueType.Reader;
import io.logflow.settings.ValueType.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The general kinds of values that settings hold. */
final class Types {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");
  private static final String SIZE_FORM = "^[0-9]+(\\.[0-9]+)? ?([kKmMgGtT][iI]?)?[bB]?$";

  private Types() {}

  static ValueType words(String... words) {
    List<String> known = List.of(words);
    List<Object> literals = new ArrayList<>(known);
    if (known.contains("true")) {
      literals.removeAll(List.of("true", "false"));
      literals.addAll(List.of(true, false));
    }
    if (known.contains("null")) {
      literals.add(null);
    }
    Reader reader =
        (text, folders) ->
            Optional.<Object>of(text.strip().toLowerCase(Locale.ROOT)).filter(known::contains);
    return single(String.join(" | ", words), Map.of("enum", literals), reader);
  }

  static ValueType bool() {
    Reader reader =
        (text, folders) ->
            switch (text.strip().toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            };
    return single("true | false", Map.of("type", "boolean"), reader);
  }

  static ValueType integer(long min, long max) {
    Reader reader =
        (text, folders) ->
            INTEGER.matcher(text.strip()).matches()
                ? Optional.<Object>of(Long.parseLong(text.strip()))
                    .filter(number -> (long) number >= min && (long) number <= max)
                : Optional.empty();
    return single(
        "a whole number from " + min + " to " + max,
        ordered("type", "integer", "minimum", min, "maximum", max),
        reader);
  }

  static ValueType number(double min, double max) {
    Reader reader =
        (text, folders) ->
            DECIMAL.matcher(text.strip()).matches()
                ? Optional.<Object>of(Double.parseDouble(text.strip()))
                    .filter(number -> (double) number >= min && (double) number <= max)
                : Optional.empty();
    return single(
        "a number from " + min + " to " + max,
        ordered("type", "number", "minimum", min, "maximum", max),
        reader);
  }

  /** Bytes, from {@code min} to {@code max}; the value stays text. */
  static ValueType size(String min, String max) {
    long least = Sizes.parse(min).orElseThrow();
    long most = Sizes.parse(max).orElseThrow();
    Reader reader =
        (text, folders) -> {
          OptionalLong bytes = Sizes.parse(text);
          boolean fits =
              bytes.isPresent() && bytes.getAsLong() >= least && bytes.getAsLong() <= most;
          return fits ? Optional.of(text.strip()) : Optional.empty();
        };
    return single(
        "a size from " + min + " to " + max + " (1MB = 1000000 bytes, 1MiB = 1048576 bytes)",
        ordered("type", List.of("string", "integer"), "pattern", SIZE_FORM),
        reader);
  }

  static ValueType duration() {
    return text(
        "a duration: a whole number and ms, s, m, h or d",
        ordered("type", "string", "pattern", "^[0-9]{1,9} ?(ms|s|m|h|d)$"),
        text -> Durations.parse(text).isPresent());
  }

  /** A duration that is not zero. */
  static ValueType stretch() {
    return text(
        "a duration from 1ms: a whole number and ms, s, m, h or d",
        ordered("type", "string", "pattern", "^0*[1-9][0-9]{0,8} ?(ms|s|m|h|d)$"),
        text -> Durations.parse(text).filter(duration -> !duration.isZero()).isPresent());
  }

  /** Text that {@code check} accepts. */
  static ValueType text(String allowed, Map<String, Object> schema, Predicate<String> check) {
    return single(
        allowed,
        schema,
        (text, folders) -> Optional.<Object>of(text).filter(it -> check.test(text)));
  }

  /** Text of any scalar: YAML's numbers and truth values count as written. */
  static Map<String, Object> anyScalar() {
    return ordered("type", List.of("string", "number", "boolean", "null"));
  }

  /** {@code type}, or one of these words. */
  static ValueType orWords(ValueType type, String... words) {
    List<String> known = List.of(words);
    Reader reader =
        (text, folders) -> {
          String word = text.strip().toLowerCase(Locale.ROOT);
          return known.contains(word) ? Optional.of(word) : type.reader().read(text, folders);
        };
    Map<String, Object> schema = ordered("anyOf", List.of(Map.of("enum", known), type.schema()));
    return single(String.join(" | ", words) + " | " + type.allowed(), schema, reader);
  }

  static ValueType single(String allowed, Map<String, Object> schema, Reader reader) {
    return new ValueType(Shape.SINGLE, allowed, schema, reader);
  }

  static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    List<Object> all = Arrays.asList(namesAndValues);
    for (int index = 0; index < all.size(); index += 2) {
      map.put((String) all.get(index), all.get(index + 1));
    }
    return map;
  }
}
