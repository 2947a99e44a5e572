package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import java.util.ArrayList;
import java.util.List;

/** The scan of what stands under one path of keys: how often each kind of value, and what in it. */
final class JsonNode {
  private final JsonPath path;
  private final JsonValues values;

  JsonKeys<JsonNode> keys;
  private boolean crowded;
  private JsonNode element;

  /** The node of the same key's next value in the same object; null where no key came twice. */
  JsonNode again;

  /** The nodes of the values of a record that has this skeleton, in order. */
  private JsonNode[] usual;

  private int usualSkeleton;

  private Sample first;
  private long seen;
  private long object;

  JsonNode(JsonPath path) {
    this(path, new JsonValues(path.settings()));
  }

  private JsonNode(JsonPath path, JsonValues values) {
    this.path = path;
    this.values = values;
  }

  /**
   * An empty tree for records that come later: it has the same keys, and takes no notice of what
   * cannot count once it is merged into the tree that takes this one in.
   */
  JsonNode successor() {
    JsonNode next = new JsonNode(path, values.successor());
    next.crowded = crowded;
    next.element = element == null ? null : element.successor();
    next.again = again == null ? null : again.successor();
    for (int place = 0; keys != null && place < keys.size(); place++) {
      next.keys = next.keys == null ? new JsonKeys<>() : next.keys;
      next.keys.add(keys.key(place), keys.get(place).successor());
    }
    return next;
  }

  void accept(JsonCursor cursor, int token) {
    seen++;
    byte kind = cursor.tape.kind(token);
    if (kind == JsonTape.NULL) {
      return;
    }
    JsonKind found = kind(kind);
    values.accept(found, cursor, token);
    if (values.forced()) {
      return;
    }
    if (found == JsonKind.OBJECT) {
      object(cursor, token);
    } else if (found == JsonKind.ARRAY) {
      array(cursor, token);
    }
  }

  private static JsonKind kind(byte token) {
    return switch (token) {
      case JsonTape.NUMBER -> JsonKind.NUMBER;
      case JsonTape.STRING, JsonTape.ESCAPED -> JsonKind.STRING;
      case JsonTape.OBJECT -> JsonKind.OBJECT;
      case JsonTape.ARRAY -> JsonKind.ARRAY;
      default -> JsonKind.BOOLEAN;
    };
  }

  /** Takes in all that is kept back; the buffer may be used for other records then. */
  void settle(JsonCursor cursor) {
    for (JsonNode node = this; node != null; node = node.again) {
      node.values.settle(cursor);
      if (node.element != null) {
        node.element.settle(cursor);
      }
      for (int place = 0; node.keys != null && place < node.keys.size(); place++) {
        node.keys.get(place).settle(cursor);
      }
    }
  }

  private void object(JsonCursor cursor, int token) {
    int skeleton = token == 0 ? cursor.tape.skeleton() : 0;
    if (skeleton == 0 || skeleton != usualSkeleton) {
      visit(cursor, token, skeleton);
      return;
    }
    int key = 1;
    for (int index = 0; index < usual.length; index++) {
      usual[index].accept(cursor, key + 1);
      key = cursor.tape.next(key + 1);
    }
  }

  /** Looks each key up, and remembers the nodes of a skeleton. */
  private void visit(JsonCursor cursor, int token, int skeleton) {
    List<JsonNode> visited = skeleton == 0 ? null : new ArrayList<>();
    long number = ++cursor.objects;
    int guess = 0;
    int end = cursor.tape.next(token);
    for (int key = token + 1; key < end && !crowded; key = cursor.tape.next(key + 1)) {
      int place = place(cursor, key, guess);
      if (place >= 0) {
        guess = place + 1;
        JsonNode node = keys.get(place).once(cursor, number);
        node.accept(cursor, key + 1);
        if (visited != null) {
          visited.add(node);
        }
      }
    }
    if (visited != null) {
      usual = visited.toArray(JsonNode[]::new);
      usualSkeleton = skeleton;
    }
  }

  /** The node for this key's next value in the present object. */
  JsonNode once(JsonCursor cursor, long number) {
    JsonNode node = this;
    while (node.object == number) {
      node = node.again(cursor);
    }
    node.object = number;
    return node;
  }

  JsonNode again(JsonCursor cursor) {
    if (again == null) {
      again = new JsonNode(path.again(path.occurrence() + 1));
      again.first = new Sample(cursor.cell.input, cursor.cell.base, cursor.cell.line, "");
    }
    return again;
  }

  int place(JsonCursor cursor, int key, int guess) {
    keys = keys == null ? new JsonKeys<>() : keys;
    int place = cursor.find(keys, key, guess);
    if (place >= 0) {
      return place;
    }
    byte[] name = cursor.key(key);
    add(name, new JsonNode(path.child(name)));
    return crowded ? -1 : keys.size() - 1;
  }

  /** Hears that its key came in an object, with a value that is taken elsewhere or in its turn. */
  void come(long number, boolean elsewhere) {
    object = number;
    seen += elsewhere ? 1 : 0;
  }

  JsonValues values() {
    return values;
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
    values.merge(other.values);
    first = Sample.first(first, other.first);
    seen += other.seen;
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

  JsonPath path() {
    return path;
  }

  ColumnSettings settings() {
    return values.settings();
  }

  /** The lattice of all values that are no objects and arrays. */
  ColumnScan scan() {
    return values.scan();
  }

  /** The kinds of its values. */
  List<JsonKind> kinds() {
    return values.kinds();
  }

  /** The first value of a kind. */
  Sample first(JsonKind kind) {
    return values.first(kind);
  }

  /** Values but for nulls. */
  long count() {
    return values.count();
  }

  int minLength() {
    return values.minLength();
  }

  int maxLength() {
    return values.maxLength();
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
