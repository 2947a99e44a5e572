package io.logflow.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Takes values that a program hands over as if they had been written down. */
final class JavaValues {
  private JavaValues() {}

  static Written written(Object value, Origin origin) {
    if (value == null) {
      return new Written.Text("", true, origin);
    }
    if (value instanceof Map<?, ?> map) {
      return section(map, origin);
    }
    if (value instanceof Collection<?> items) {
      List<Written> written = new ArrayList<>();
      items.forEach(item -> written.add(written(item, origin)));
      return new Written.Items(written, origin);
    }
    return new Written.Text(text(value), false, origin);
  }

  /** What a layer says: each value has its name as its place. */
  static Written.Section overlay(Layer layer, Map<String, Object> values) {
    Map<String, Written.Field> fields = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          Origin origin = Origin.of(layer, name);
          fields.put(name, new Written.Field(origin, written(value, origin)));
        });
    return new Written.Section(fields, Origin.of(layer, ""));
  }

  static Written.Section section(Map<?, ?> map, Origin origin) {
    Map<String, Written.Field> fields = new LinkedHashMap<>();
    map.forEach(
        (name, value) ->
            fields.put(String.valueOf(name), new Written.Field(origin, written(value, origin))));
    return new Written.Section(fields, origin);
  }

  private static String text(Object value) {
    if (value instanceof Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT);
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}
