package io.logflow.scan;

import java.nio.charset.StandardCharsets;

/** A column of a {@link JsonTable}: one of the values of a key in a record. */
final class JsonTableColumn {
  final JsonFields.Field field;
  final int index;

  /** The key's UTF-8. */
  final byte[] key;

  /** The scan of its values in the present chunk; null while its key has not come. */
  JsonNode node;

  private JsonTableColumn again;
  private long record;

  JsonTableColumn(JsonFields.Field field, int index) {
    this.field = field;
    this.key = field.key().getBytes(StandardCharsets.UTF_8);
    this.index = index;
  }

  /** Adds the column of the same key's next value in the same record. */
  void append(JsonTableColumn column) {
    JsonTableColumn last = this;
    while (last.again != null) {
      last = last.again;
    }
    last.again = column;
  }

  /** The column for this key's next value in a record; null where there is none. */
  JsonTableColumn next(long number) {
    JsonTableColumn column = this;
    while (column != null && column.record == number) {
      column = column.again;
    }
    if (column != null) {
      column.record = number;
    }
    return column;
  }
}
