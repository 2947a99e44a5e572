package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import io.logflow.job.JsonField;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hands the values of an object to the columns that want them; others are passed over. */
final class JsonObject {
  /** A listener that does not care. */
  static final Listener NOBODY = (column, token) -> {};

  private final JsonKeys<Place> keys = new JsonKeys<>();
  private final List<JsonColumn> columns;
  private long objects;

  /** Hears of each value that goes to a column. */
  interface Listener {
    void take(int column, int token);
  }

  /** A column that wants a key's value; {@code next} wants another value, or the same one too. */
  private static final class Place {
    private final int column;
    private final int occurrence;
    private Place next;
    private long object;
    private int seen;

    Place(int column, int occurrence) {
      this.column = column;
      this.occurrence = occurrence;
    }
  }

  /**
   * @param fields where the values of the columns stand
   */
  JsonObject(List<JsonField> fields, List<JsonColumn> columns) {
    this.columns = columns;
    for (int index = 0; index < fields.size(); index++) {
      add(fields.get(index), index);
    }
  }

  private void add(JsonField field, int index) {
    byte[] key = field.key().getBytes(StandardCharsets.UTF_8);
    Place place = new Place(index, field.occurrence());
    int known = keys.find(key, 0, key.length, 0);
    if (known < 0) {
      keys.add(key, place);
    } else {
      place.next = keys.get(known).next;
      keys.get(known).next = place;
    }
  }

  void add(JsonCursor cursor, int token, Listener listener) {
    JsonTape tape = cursor.tape;
    if (tape.kind(token) != JsonTape.OBJECT) {
      if (tape.kind(token) == JsonTape.NULL) {
        return;
      }
      throw new IllegalArgumentException("not an object");
    }
    long number = ++objects;
    int guess = 0;
    int end = tape.next(token);
    for (int key = token + 1; key < end; key = tape.next(key + 1)) {
      int found = find(cursor, key, guess);
      if (found >= 0) {
        guess = found + 1;
        give(keys.get(found), cursor, key + 1, number, listener);
      }
    }
  }

  private void give(Place first, JsonCursor cursor, int token, long number, Listener listener) {
    first.seen = first.object == number ? first.seen + 1 : 1;
    first.object = number;
    int seen = first.seen;
    for (Place place = first; place != null; place = place.next) {
      if (place.occurrence == seen) {
        columns.get(place.column).add(cursor, token);
        listener.take(place.column, token);
      }
    }
  }

  private int find(JsonCursor cursor, int key, int guess) {
    JsonTape tape = cursor.tape;
    int from = tape.start(key);
    int to = tape.end(key);
    if (tape.kind(key) == JsonTape.ESCAPED) {
      cursor.text.unescape(cursor.b, from, to);
      return keys.find(cursor.text.bytes(), 0, cursor.text.length(), guess);
    }
    return keys.find(cursor.b, from, to, guess);
  }
}
