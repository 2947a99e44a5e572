package io.logflow.scan;

import io.logflow.format.json.JsonChunk;
import io.logflow.format.json.JsonRecords;
import io.logflow.format.json.JsonTape;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import java.util.function.Function;

/** Scans one chunk of an input after the other, each into a tree of its own. */
final class JsonScanner implements Function<JsonChunk, JsonPart> {
  private final int input;
  private final JsonRecords reader;
  private final RowTap tap;
  private final JsonCursor cursor = new JsonCursor();
  private final JsonTable table;

  /** The tree of the next chunk: what stood in earlier ones spares it work. */
  private JsonNode empty;

  /**
   * @param index of the input among all
   */
  JsonScanner(int index, Input input, ConversionOptions options) {
    this(index, input, options, JsonFields.NONE, null);
  }

  /**
   * @param index of the input among all
   * @param fields what the tap is shown
   * @param tap null where there is none
   */
  JsonScanner(int index, Input input, ConversionOptions options, JsonFields fields, RowTap tap) {
    this.input = index;
    this.reader = new JsonRecords(input, options.maxRecordBytes());
    this.tap = tap;
    this.table = new JsonTable(fields, cursor);
    this.empty = new JsonNode(JsonPath.root(options));
  }

  @Override
  public JsonPart apply(JsonChunk chunk) {
    JsonPart part = new JsonPart(empty);
    reader.begin(chunk);
    begin(chunk);
    RowTap.Stretch stretch = tap == null ? null : tap.open(input);
    table.begin(part.root, stretch);
    part.records += table.lines(reader);
    while (reader.next()) {
      part.records++;
      record(chunk, part);
      part.records += table.lines(reader);
    }
    table.flush();
    part.root.settle(cursor);
    part.longest = Math.max(part.longest, table.longest());
    part.minusZeros = cursor.minusZeros;
    part.shown = stretch == null ? part.shown : stretch.close();
    empty = part.root.successor();
    return part;
  }

  private void record(JsonChunk chunk, JsonPart part) {
    part.longest = Math.max(part.longest, reader.length());
    if (reader.rejected()) {
      part.rejects.add(reader.reject());
      return;
    }
    int line = (int) (reader.line() - chunk.firstLine());
    cursor.cell.line = line;
    part.nulls += reader.tape().kind(0) == JsonTape.NULL ? 1 : 0;
    table.take(line, reader.length());
  }

  private void begin(JsonChunk chunk) {
    cursor.tape = reader.tape();
    cursor.b = reader.buffer();
    cursor.cell.input = input;
    cursor.cell.base = new LineBase();
    cursor.cell.base.first = chunk.firstLine();
    cursor.minusZeros = 0;
  }
}
