package io.logflow.settings;

import static java.util.Objects.requireNonNullElse;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document with the place of every value. No aliases, no tags, no deep nesting:
 * settings need none of them and each is a way to exhaust memory.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 16;

  private final Origin file;
  private final Iterator<Event> events;

  private YamlReader(String text, Origin file) {
    this.file = file;
    this.events =
        new Parse(LoadSettings.builder().setLabel(file.source()).build())
            .parseString(text)
            .iterator();
  }

  /** The top section of {@code text}; one without fields where there is nothing but comments. */
  static Written.Section read(String text, Origin file) {
    try {
      return new YamlReader(text, file).document();
    } catch (MarkedYamlEngineException broken) {
      Origin at = place(file, broken.getProblemMark());
      throw broken(at, requireNonNullElse(broken.getProblem(), "it does not parse"));
    } catch (YamlEngineException broken) {
      throw broken(file, requireNonNullElse(broken.getMessage(), "it does not parse"));
    }
  }

  private Written.Section document() {
    next();
    if (next().getEventId() == Event.ID.StreamEnd) {
      return Written.nothing(file.at(1, 1));
    }
    Written top = value(next(), 0);
    next();
    Event after = next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw broken(place(after), "a second document begins");
    }
    if (top instanceof Written.Section section) {
      return section;
    }
    if (top.isAbsent()) {
      return Written.nothing(top.origin());
    }
    throw broken(top.origin(), "the file holds no `key: value` pairs at its top");
  }

  private Written value(Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw broken(place(event), "it is nested deeper than " + MAX_DEPTH + " levels");
    }
    if (event instanceof AliasEvent) {
      throw broken(place(event), "an alias (*name) is not allowed in settings");
    }
    if (event instanceof ScalarEvent scalar) {
      boolean absent = scalar.isPlain() && scalar.getValue().isEmpty();
      return new Written.Text(scalar.getValue(), absent, place(event));
    }
    return event.getEventId() == Event.ID.SequenceStart
        ? items(place(event), depth)
        : section(place(event), depth);
  }

  private Written.Items items(Origin origin, int depth) {
    List<Written> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      items.add(value(event, depth + 1));
    }
    return new Written.Items(items, origin);
  }

  private Written.Section section(Origin origin, int depth) {
    Map<String, Written.Field> fields = new LinkedHashMap<>();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      if (!(value(event, depth + 1) instanceof Written.Text name)) {
        throw broken(place(event), "a key is not a plain text");
      }
      Written.Field field = new Written.Field(name.origin(), value(next(), depth + 1));
      Written.Field earlier = fields.putIfAbsent(name.text(), field);
      if (earlier != null) {
        throw broken(
            name.origin(),
            "the key '" + name.text() + "' is there already, in line " + earlier.nameAt().line());
      }
    }
    return new Written.Section(fields, origin);
  }

  private Event next() {
    return events.next();
  }

  private Origin place(Event event) {
    return place(file, event.getStartMark());
  }

  private static Origin place(Origin file, Optional<Mark> mark) {
    return mark.map(at -> file.at(at.getLine() + 1, at.getColumn() + 1)).orElse(file);
  }

  private static LogFlowException broken(Origin at, String message) {
    return ErrorKind.CONFIGURATION.error(
        at.place() + ": " + message + ".", "Correct the file at this place.");
  }
}
