package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.job.JsonField;
import io.logflow.parquet.ArrayColumn;
import io.logflow.parquet.BatchColumn;
import io.logflow.parquet.NestedColumn;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds JSON values to one batch, or to a tree of them. */
abstract class JsonColumn {

  static JsonColumn of(ColumnPlan plan, Optional<ZoneId> zone) {
    JsonField field = plan.json().orElseThrow();
    return plan.offsets()
        ? new Leaf(ColumnType.VARCHAR, FieldParsers.of(plan, zone), false)
        : of(plan.column().type(), field, zone);
  }

  private static JsonColumn of(ColumnType type, JsonField field, Optional<ZoneId> zone) {
    return switch (type.kind()) {
      case STRUCT -> new Struct(type, field.children(), children(type, field, zone));
      case LIST -> new Elements(type, children(type, field, zone).get(0));
      default -> {
        Column column = new Column(field.key(), type);
        ColumnPlan plan = new ColumnPlan(column, field.format(), "", Optional.empty());
        yield new Leaf(type, FieldParsers.of(plan, zone), field.verbatim());
      }
    };
  }

  private static List<JsonColumn> children(
      ColumnType type, JsonField field, Optional<ZoneId> zone) {
    List<JsonColumn> all = new ArrayList<>();
    for (int index = 0; index < type.children().size(); index++) {
      all.add(of(type.children().get(index).type(), field.children().get(index), zone));
    }
    return all;
  }

  /** Adds a value, which may be null. */
  abstract void add(JsonCursor cursor, int token);

  abstract BatchColumn batch();

  void addNull() {
    batch().addNull();
  }

  private static final class Leaf extends JsonColumn {
    private final ArrayColumn batch;
    private final FieldParser parser;
    private final boolean verbatim;

    Leaf(ColumnType type, FieldParser parser, boolean verbatim) {
      this.batch = new ArrayColumn(type);
      this.parser = parser;
      this.verbatim = verbatim;
    }

    @Override
    void add(JsonCursor cursor, int token) {
      if (cursor.tape.kind(token) == JsonTape.NULL) {
        batch.addNull();
        return;
      }
      Cell cell = verbatim ? cursor.verbatim(token) : cursor.plain(token);
      parser.add(cell.b, cell.from, cell.to, batch);
    }

    @Override
    BatchColumn batch() {
      return batch;
    }
  }

  private static final class Struct extends JsonColumn {
    private final NestedColumn batch;
    private final List<JsonColumn> fields;
    private final JsonObject object;

    Struct(ColumnType type, List<JsonField> places, List<JsonColumn> fields) {
      this.batch = new NestedColumn(type, fields.stream().map(JsonColumn::batch).toList());
      this.fields = fields;
      this.object = new JsonObject(places, fields);
    }

    @Override
    void add(JsonCursor cursor, int token) {
      if (cursor.tape.kind(token) == JsonTape.NULL) {
        batch.addNull();
        return;
      }
      object.add(cursor, token, JsonObject.NOBODY);
      for (JsonColumn field : fields) {
        if (field.batch().length() == batch.length()) {
          field.addNull();
        }
      }
      batch.add();
    }

    @Override
    BatchColumn batch() {
      return batch;
    }
  }

  private static final class Elements extends JsonColumn {
    private final NestedColumn batch;
    private final JsonColumn element;

    Elements(ColumnType type, JsonColumn element) {
      this.batch = new NestedColumn(type, List.of(element.batch()));
      this.element = element;
    }

    @Override
    void add(JsonCursor cursor, int token) {
      JsonTape tape = cursor.tape;
      if (tape.kind(token) == JsonTape.NULL) {
        batch.addNull();
        return;
      }
      int end = tape.next(token);
      for (int item = token + 1; item < end; item = tape.next(item)) {
        element.add(cursor, item);
      }
      batch.add();
    }

    @Override
    BatchColumn batch() {
      return batch;
    }
  }
}
