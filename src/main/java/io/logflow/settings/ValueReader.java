package io.logflow.settings;

import static io.logflow.settings.Written.Items;
import static io.logflow.settings.Written.Section;
import static io.logflow.settings.Written.Text;

import io.logflow.settings.ValueType.Folders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what was written for one key into its value; what does not fit becomes a problem. */
final class ValueReader {
  private static final Pattern COMMA = Pattern.compile(",(?![^()]*\\))");
  private static final int SHOWN = 60;

  private final Problems problems;
  private final Folders folders;

  ValueReader(Problems problems, Folders folders) {
    this.problems = problems;
    this.folders = folders;
  }

  /** The value; empty after a problem. */
  Optional<Object> read(Key key, Written written) {
    if (written.isAbsent() && key.type().shape() != ValueType.Shape.MAP) {
      problems.add(
          written.origin(),
          key.name() + " has no value.",
          "It takes " + key.type().allowed() + "; remove the key to keep the lower layer's value.");
      return Optional.empty();
    }
    return switch (key.type().shape()) {
      case SINGLE -> single(key, key.name(), written);
      case LIST -> list(key, written);
      case MAP -> map(key, written);
      case EITHER ->
          written instanceof Items ? list(key, written) : single(key, key.name(), written);
    };
  }

  /** One value, named in messages as {@code name}. */
  Optional<Object> single(Key key, String name, Written written) {
    if (!(written instanceof Text text)) {
      problems.add(written.origin(), name + " is no single value.", takes(key));
      return Optional.empty();
    }
    Optional<Object> value = key.type().reader().read(text.text(), folders);
    if (value.isEmpty()) {
      problems.add(text.origin(), name + " is '" + shown(text.text()) + "'.", takes(key));
    }
    return value;
  }

  private Optional<Object> list(Key key, Written written) {
    List<Written> items = new ArrayList<>();
    if (written instanceof Items list) {
      items.addAll(list.items());
    } else if (written instanceof Text text && text.origin().writesListsAsText()) {
      split(text.text()).forEach(item -> items.add(new Text(item, false, text.origin())));
    } else {
      problems.add(written.origin(), key.name() + " is no list.", takes(key));
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    items.forEach(item -> single(key, key.name(), item).ifPresent(values::add));
    return Optional.of(List.copyOf(values));
  }

  private Optional<Object> map(Key key, Written written) {
    if (written.isAbsent()) {
      return Optional.of(Map.of());
    }
    if (written instanceof Text text && text.origin().writesListsAsText()) {
      return map(key, pairs(key, text));
    }
    if (!(written instanceof Section section)) {
      problems.add(written.origin(), key.name() + " is no map.", takes(key));
      return Optional.empty();
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    section
        .fields()
        .forEach(
            (name, field) ->
                single(key, key.name() + "." + name, field.value())
                    .ifPresent(
                        value ->
                            entries.put(
                                name,
                                new Setting(key.name() + "." + name, value, field.nameAt()))));
    return Optional.of(entries);
  }

  private Section pairs(Key key, Text text) {
    Map<String, Written.Field> fields = new LinkedHashMap<>();
    for (String pair : split(text.text())) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        problems.add(text.origin(), key.name() + " is '" + shown(pair) + "'.", "Write NAME=VALUE.");
      } else {
        Written value = new Text(pair.substring(equals + 1), false, text.origin());
        fields.put(pair.substring(0, equals), new Written.Field(text.origin(), value));
      }
    }
    return new Section(fields, text.origin());
  }

  /** The parts between commas outside parentheses; none where the text is empty or {@code []}. */
  private static List<String> split(String text) {
    return text.isEmpty() || text.equals("[]") || text.equals("{}")
        ? List.of()
        : List.of(COMMA.split(text, -1));
  }

  private static String takes(Key key) {
    return "It takes " + key.type().allowed() + ".";
  }

  private static String shown(String text) {
    String oneLine = text.replaceAll("\\p{Cntrl}", "?");
    return oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "...";
  }
}
