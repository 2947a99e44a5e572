package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The scan of what stands under one path of keys: how often each kind of value, and what in it. */
final class JsonNode {
  private static final JsonKind[] KINDS = JsonKind.values();

  private final JsonPath path;
  private final ColumnSettings settings;
  private final long[] counts = new long[KINDS.length];
  private final Sample[] firsts = new Sample[KINDS.length];
  private ColumnScan scan;
  private JsonRun numbers;
  private JsonRun texts;
  private int minLength = Integer.MAX_VALUE;
  private int maxLength;

  private JsonKeys<JsonNode> keys;
  private boolean crowded;
  private JsonNode element;

  /** The node of the same key's next value in the same object; null where no key came twice. */
  private JsonNode again;

  private Sample first;
  private long seen;
  private long object;

  JsonNode(JsonPath path) {
    this.path = path;
    this.settings = path.settings();
  }

  void accept(JsonCursor cursor, int token) {
    seen++;
    byte kind = cursor.tape.kind(token);
    if (kind == JsonTape.NULL) {
      return;
    }
    int length = cursor.tape.end(token) - cursor.tape.start(token);
    minLength = Math.min(minLength, length);
    maxLength = Math.max(maxLength, length);
    switch (kind) {
      case JsonTape.NUMBER -> {
        count(JsonKind.NUMBER, cursor, token);
        number(cursor, token);
      }
      case JsonTape.STRING, JsonTape.ESCAPED -> {
        count(JsonKind.STRING, cursor, token);
        string(cursor, token);
      }
      case JsonTape.OBJECT -> {
        count(JsonKind.OBJECT, cursor, token);
        object(cursor, token);
      }
      case JsonTape.ARRAY -> {
        count(JsonKind.ARRAY, cursor, token);
        array(cursor, token);
      }
      default -> {
        count(JsonKind.BOOLEAN, cursor, token);
        bool(cursor, token);
      }
    }
  }

  private void count(JsonKind kind, JsonCursor cursor, int token) {
    if (counts[kind.index()]++ == 0) {
      firsts[kind.index()] = cursor.sample(token);
    }
  }

  private ColumnValues values() {
    if (scan == null) {
      scan = new ColumnScan(settings);
    }
    return scan.values();
  }

  private void bool(JsonCursor cursor, int token) {
    if (forced()) {
      values().accept(cursor.plain(token));
    } else {
      values().booleans.accept(cursor.plain(token));
    }
  }

  private void number(JsonCursor cursor, int token) {
    if (forced()) {
      values().accept(cursor.plain(token));
    } else {
      if (numbers == null) {
        numbers = new JsonRun(values(), true, cursor);
      }
      numbers.add(cursor, cursor.tape.start(token), cursor.tape.end(token));
    }
  }

  private void string(JsonCursor cursor, int token) {
    if (forced()) {
      values().accept(cursor.plain(token));
      return;
    }
    if (texts == null) {
      texts = new JsonRun(values(), false, cursor);
    }
    if (cursor.tape.kind(token) == JsonTape.STRING) {
      texts.add(cursor, cursor.tape.start(token), cursor.tape.end(token));
    } else {
      texts.flush(cursor);
      Cell cell = cursor.plain(token);
      values().text.accept(cell);
      values().temporals.accept(cell);
    }
  }

  /** Takes in all that is kept back; the buffer may be used for other records then. */
  void settle(JsonCursor cursor) {
    for (JsonNode node = this; node != null; node = node.again) {
      node.flush(cursor);
      if (node.element != null) {
        node.element.settle(cursor);
      }
      for (int place = 0; node.keys != null && place < node.keys.size(); place++) {
        node.keys.get(place).settle(cursor);
      }
    }
  }

  private void flush(JsonCursor cursor) {
    if (numbers != null) {
      numbers.flush(cursor);
      numbers = null;
    }
    if (texts != null) {
      texts.flush(cursor);
      texts = null;
    }
  }

  private void object(JsonCursor cursor, int token) {
    if (forced()) {
      values().accept(cursor.plain(token));
      return;
    }
    long number = ++cursor.objects;
    int guess = 0;
    int end = cursor.tape.next(token);
    for (int key = token + 1; key < end && !crowded; key = cursor.tape.next(key + 1)) {
      int place = place(cursor, key, guess);
      if (place >= 0) {
        guess = place + 1;
        keys.get(place).once(cursor, number).accept(cursor, key + 1);
      }
    }
  }

  /** The node for this key's next value in the present object. */
  private JsonNode once(JsonCursor cursor, long number) {
    JsonNode node = this;
    while (node.object == number) {
      if (node.again == null) {
        node.again = new JsonNode(path.again(node.path.occurrence() + 1));
        node.again.first = new Sample(cursor.cell.input, cursor.cell.base, cursor.cell.line, "");
      }
      node = node.again;
    }
    node.object = number;
    return node;
  }

  private int place(JsonCursor cursor, int key, int guess) {
    JsonTape tape = cursor.tape;
    byte[] b = cursor.b;
    int from = tape.start(key);
    int to = tape.end(key);
    if (tape.kind(key) == JsonTape.ESCAPED) {
      cursor.text.unescape(b, from, to);
      b = cursor.text.bytes();
      from = 0;
      to = cursor.text.length();
    }
    keys = keys == null ? new JsonKeys<>() : keys;
    int place = keys.find(b, from, to, guess);
    if (place >= 0) {
      return place;
    }
    byte[] name = Arrays.copyOfRange(b, from, to);
    add(name, new JsonNode(path.child(name)));
    return crowded ? -1 : keys.size() - 1;
  }

  private void add(byte[] name, JsonNode node) {
    if (keys.size() < path.mostKeys()) {
      keys.add(name, node);
    } else {
      path.crowded();
      crowded = true;
      keys = new JsonKeys<>();
    }
  }

  private void array(JsonCursor cursor, int token) {
    if (forced()) {
      values().accept(cursor.plain(token));
      return;
    }
    if (element == null) {
      element = new JsonNode(path.element());
    }
    int end = cursor.tape.next(token);
    for (int item = token + 1; item < end; item = cursor.tape.next(item)) {
      element.accept(cursor, item);
    }
  }

  /** Takes in the scan of other records; it is used up. */
  void merge(JsonNode other) {
    for (int kind = 0; kind < KINDS.length; kind++) {
      counts[kind] += other.counts[kind];
      firsts[kind] = Sample.first(firsts[kind], other.firsts[kind]);
    }
    minLength = Math.min(minLength, other.minLength);
    maxLength = Math.max(maxLength, other.maxLength);
    first = Sample.first(first, other.first);
    seen += other.seen;
    if (scan == null) {
      scan = other.scan;
    } else if (other.scan != null) {
      scan.merge(other.scan);
    }
    element = merged(element, other.element);
    again = merged(again, other.again);
    mergeKeys(other);
  }

  private static JsonNode merged(JsonNode one, JsonNode other) {
    if (one != null && other != null) {
      one.merge(other);
    }
    return one == null ? other : one;
  }

  private void mergeKeys(JsonNode other) {
    crowded |= other.crowded;
    if (keys == null) {
      keys = other.keys;
      return;
    }
    for (int index = 0; other.keys != null && index < other.keys.size() && !crowded; index++) {
      byte[] key = other.keys.key(index);
      int place = keys.find(key, 0, key.length, index);
      if (place >= 0) {
        keys.get(place).merge(other.keys.get(index));
      } else {
        add(key, other.keys.get(index));
      }
    }
  }

  /** Nodes in this tree. */
  int size() {
    int size = 1 + (element == null ? 0 : element.size()) + (again == null ? 0 : again.size());
    for (int place = 0; keys != null && place < keys.size(); place++) {
      size += keys.get(place).size();
    }
    return size;
  }

  private boolean forced() {
    return settings.forced().isPresent();
  }

  JsonPath path() {
    return path;
  }

  ColumnSettings settings() {
    return settings;
  }

  /** The lattice of all values that are no objects and arrays. */
  ColumnScan scan() {
    values();
    return scan;
  }

  /** The kinds of its values. */
  List<JsonKind> kinds() {
    return Arrays.stream(KINDS).filter(kind -> counts[kind.index()] > 0).toList();
  }

  /** The first value of a kind. */
  Sample first(JsonKind kind) {
    return firsts[kind.index()];
  }

  /** Values but for nulls. */
  long count() {
    return Arrays.stream(counts).sum();
  }

  int minLength() {
    return maxLength == 0 && count() == 0 ? 0 : minLength;
  }

  int maxLength() {
    return maxLength;
  }

  /** How often its key came, nulls included. */
  long seen() {
    return seen;
  }

  /** Where a second value of one key first came; null for a first value. */
  Sample duplicate() {
    return first;
  }

  /** Whether its objects have so many keys that they are data rather than names. */
  boolean crowded() {
    return crowded;
  }

  /** The elements of all its arrays; null where it has none. */
  JsonNode element() {
    return element;
  }

  /** The fields of its objects in order of appearance, further values of a key behind the first. */
  List<JsonNode> fields() {
    List<JsonNode> all = new ArrayList<>();
    for (int place = 0; keys != null && !crowded && place < keys.size(); place++) {
      for (JsonNode node = keys.get(place); node != null; node = node.again) {
        all.add(node);
      }
    }
    return all;
  }
}
