package io.logflow.scan;

import io.logflow.format.RowBatch;
import io.logflow.format.json.JsonBatch;
import io.logflow.format.json.JsonText;

/** Other forms of one column of a batch, in batches of the same size. */
final class JsonCells {
  private RowBatch unescaped;
  private RowBatch quoted;
  private byte[] bytes = {};

  /** The column with strings that have no escapes. */
  RowBatch plain(JsonBatch batch, int column, JsonText text) {
    RowBatch rows = batch.rows();
    unescaped = fitting(unescaped, batch);
    reserve(rows, column);
    unescaped.takeRows(rows, bytes);
    int to = 0;
    int slice = rows.slice(0, column);
    for (int row = 0; row < rows.rows(); row++, slice++) {
      int from = to;
      if (rows.quoted(slice)) {
        text.unescape(rows.bytes(), rows.start(slice), rows.end(slice));
        System.arraycopy(text.bytes(), 0, bytes, from, text.length());
        to = from + text.length();
        unescaped.setQuoted(slice, from, to);
      } else {
        int length = rows.end(slice) - rows.start(slice);
        System.arraycopy(rows.bytes(), rows.start(slice), bytes, from, length);
        to = from + length;
        unescaped.set(slice, from, to);
      }
    }
    return unescaped;
  }

  private void reserve(RowBatch rows, int column) {
    int room = RowBatch.SLACK;
    int slice = rows.slice(0, column);
    for (int row = 0; row < rows.rows(); row++, slice++) {
      room += rows.end(slice) - rows.start(slice);
    }
    if (bytes.length < room) {
      bytes = new byte[Math.max(room, Math.min(2 * bytes.length, room + (1 << 20)))];
    }
  }

  /** The column with strings in quotes, as they stand. */
  RowBatch verbatim(JsonBatch batch, int column) {
    RowBatch rows = batch.rows();
    quoted = fitting(quoted, batch);
    quoted.takeRows(rows, rows.bytes());
    int slice = rows.slice(0, column);
    for (int row = 0; row < rows.rows(); row++, slice++) {
      int quote = rows.quoted(slice) ? 1 : 0;
      quoted.set(slice, rows.start(slice) - quote, rows.end(slice) + quote);
    }
    return quoted;
  }

  private static RowBatch fitting(RowBatch old, JsonBatch batch) {
    return old != null && old.columns() == batch.rows().columns() ? old : batch.sibling();
  }
}
