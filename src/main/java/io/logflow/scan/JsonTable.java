package io.logflow.scan;

import io.logflow.format.json.JsonBatch;
import io.logflow.format.json.JsonRecords;
import io.logflow.format.json.JsonTape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scans the records of one chunk after the other as rows, column by column. Keys that were not
 * known before a chunk are scanned one by one, and shown to nobody.
 */
final class JsonTable {
  /** With more keys than these most records would be mostly empty. */
  private static final int MOST_UNASKED = 256;

  private final JsonFields fields;
  private final JsonCursor cursor;
  private final JsonColumnScan scan;
  private final JsonKeys<JsonTableColumn> keys = new JsonKeys<>();
  private final List<JsonTableColumn> columns = new ArrayList<>();
  private int[] found = new int[16];
  private JsonBatch batch;
  private JsonRoot root;
  private RowTap.Stretch tap;

  JsonTable(JsonFields fields, JsonCursor cursor) {
    this.fields = fields;
    this.cursor = cursor;
    this.scan = new JsonColumnScan(cursor);
    fields.all().forEach(this::add);
  }

  private void add(JsonFields.Field field) {
    JsonTableColumn column = new JsonTableColumn(field, columns.size());
    columns.add(column);
    if (field.occurrence() == ContractOrder.NOWHERE) {
      return; // What comes under its key is another column's, or not known yet.
    }
    int place = keys.find(column.key, 0, column.key.length, 0);
    if (place < 0) {
      keys.add(column.key, column);
    } else {
      keys.get(place).append(column);
    }
  }

  /**
   * Begins a chunk; the cursor has its buffer.
   *
   * @param tree takes the records in
   * @param stretch null where nobody is shown anything
   */
  void begin(JsonNode tree, RowTap.Stretch stretch) {
    root = new JsonRoot(tree);
    tap = stretch;
    if (columns.size() < MOST_UNASKED) {
      root.keys(key -> known(key));
    }
    for (JsonTableColumn column : columns) {
      column.node = root.known(column.key, column.field.occurrence());
    }
    if (!columns.isEmpty() && (batch == null || batch.rows().columns() != columns.size())) {
      batch = new JsonBatch(columns.size());
    }
    if (batch != null) {
      batch.clear(cursor.b);
      scan.begin(batch);
    }
  }

  private void known(byte[] key) {
    if (keys.find(key, 0, key.length, 0) < 0) {
      String text = new String(key, StandardCharsets.UTF_8);
      add(new JsonFields.Field(text, 1, false, true));
    }
  }

  /** Takes as many of the next records as are usual lines; how many. */
  long lines(JsonRecords reader) {
    long taken = 0;
    while (batch != null) {
      taken += reader.take(batch);
      if (!batch.rows().full()) {
        break;
      }
      flush();
    }
    return taken;
  }

  /**
   * Takes the record under the cursor.
   *
   * @param line of the record, from the first of the chunk
   * @param length bytes of the record
   */
  void take(int line, int length) {
    JsonTape tape = cursor.tape;
    byte kind = tape.kind(0);
    if (batch == null || (kind != JsonTape.OBJECT && kind != JsonTape.NULL)) {
      root.accept(cursor);
      return;
    }
    batch.begin(tape.start(0));
    if (kind == JsonTape.NULL) {
      root.accept(cursor);
      batch.endEmpty(line);
    } else {
      root.firstObject(cursor);
      values(tape);
      batch.end(line, tape.end(0) - tape.start(0), length);
    }
    if (batch.rows().full()) {
      flush();
    }
  }

  private void values(JsonTape tape) {
    int[] bound = batch.fields(tape.skeleton());
    if (bound == null) {
      visit(tape);
      return;
    }
    long number = ++cursor.objects;
    int key = 1;
    for (int column : bound) {
      set(columns.get(column), key, number);
      key = tape.next(key + 1);
    }
  }

  /** Looks each key up, and remembers the columns of a skeleton. */
  private void visit(JsonTape tape) {
    long number = ++cursor.objects;
    int end = tape.next(0);
    int guess = 0;
    int count = 0;
    boolean plain = true;
    boolean usual = tape.skeleton() != 0;
    for (int key = 1; key < end; key = tape.next(key + 1)) {
      int place = cursor.find(keys, key, guess);
      guess = place + 1;
      JsonTableColumn column = place < 0 ? null : keys.get(place).next(number);
      plain &= tape.next(key + 1) == key + 2;
      usual &= column != null && column.field.occurrence() == 1;
      if (column != null) {
        set(column, key, number);
        count = usual ? remember(count, column.index) : count;
      } else {
        root.other(cursor, key, number);
      }
    }
    if (usual) {
      batch.bind(tape.skeleton(), Arrays.copyOf(found, count), plain);
    }
  }

  private int remember(int count, int column) {
    if (count == found.length) {
      found = Arrays.copyOf(found, 2 * count);
    }
    found[count] = column;
    return count + 1;
  }

  private void set(JsonTableColumn column, int key, long number) {
    if (column.node == null) {
      column.node = root.node(cursor, key, column.field.occurrence());
    }
    byte kind = cursor.tape.kind(key + 1);
    if ((kind == JsonTape.OBJECT || kind == JsonTape.ARRAY) && !column.node.values().forced()) {
      column.node.come(number, false);
      column.node.accept(cursor, key + 1);
    } else {
      column.node.come(number, true);
    }
    batch.set(column.index, cursor.tape, key + 1);
  }

  /** Scans what is kept. */
  void flush() {
    if (batch == null || batch.rows().rows() == 0) {
      return;
    }
    long line = cursor.cell.line;
    for (JsonTableColumn column : columns) {
      if (column.field.wanted()) {
        scan.scan(column, column.index < fields.all().size() ? tap : null);
      }
    }
    cursor.cell.line = line;
    if (tap != null) {
      tap.end(batch.rows());
    }
    root.objects(batch.objects(), batch.shortest(), batch.longest());
    batch.clear(cursor.b);
  }

  /** Bytes of the longest record that was a row so far. */
  int longest() {
    return batch == null ? 0 : batch.longestRecord();
  }
}
