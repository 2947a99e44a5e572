package io.logflow.scan;

import java.util.function.Consumer;

/** The node of whole records, as records that are rows use it. */
final class JsonRoot {
  private final JsonNode node;

  JsonRoot(JsonNode node) {
    this.node = node;
  }

  /** Takes the record under the cursor as it stands. */
  void accept(JsonCursor cursor) {
    node.accept(cursor, 0);
  }

  /** The node of a key's value in the present record, which is the key's n-th there. */
  JsonNode node(JsonCursor cursor, int key, int occurrence) {
    int place = node.place(cursor, key, 0);
    JsonNode found = node.keys.get(place);
    while (found.path().occurrence() < occurrence) {
      found = found.again(cursor);
    }
    return found;
  }

  /** Takes the value of a key that is looked up, and is perhaps not the first of the record. */
  void other(JsonCursor cursor, int key, long number) {
    int place = node.place(cursor, key, 0);
    node.keys.get(place).once(cursor, number).accept(cursor, key + 1);
  }

  /** The node of a key's n-th value in a record; null where none came yet. */
  JsonNode known(byte[] key, int occurrence) {
    int place = node.keys == null ? -1 : node.keys.find(key, 0, key.length, 0);
    JsonNode found = place < 0 ? null : node.keys.get(place);
    while (found != null && found.path().occurrence() < occurrence) {
      found = found.again;
    }
    return found;
  }

  /** Hands on all keys of records. */
  void keys(Consumer<byte[]> taker) {
    for (int place = 0; node.keys != null && place < node.keys.size(); place++) {
      taker.accept(node.keys.key(place));
    }
  }

  /** Keeps the object under the cursor if it is the first. */
  void firstObject(JsonCursor cursor) {
    if (node.values().first(JsonKind.OBJECT) == null) {
      node.values().first(JsonKind.OBJECT, cursor.sample(0));
    }
  }

  /** Counts objects whose values are taken elsewhere. */
  void objects(long count, int shortest, int longest) {
    if (count > 0) {
      node.values().count(JsonKind.OBJECT, count, shortest, longest);
    }
  }
}
