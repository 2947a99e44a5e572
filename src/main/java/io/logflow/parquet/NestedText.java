package io.logflow.parquet;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.logflow.job.Column;
import io.logflow.plugin.ColumnBatch;
import java.util.List;

/** Nested values as JSON text. */
final class NestedText {
  private static final JsonStringEncoder ESCAPES = JsonStringEncoder.getInstance();

  private NestedText() {}

  static String of(ColumnBatch batch, int row) {
    StringBuilder text = new StringBuilder();
    add(batch, row, text);
    return text.toString();
  }

  private static void add(ColumnBatch batch, int row, StringBuilder to) {
    if (batch.isNull(row)) {
      to.append("null");
      return;
    }
    switch (batch.type().kind()) {
      case STRUCT -> addStruct(batch, row, to);
      case LIST -> addList(batch, row, to);
      case BOOLEAN, BIGINT, DECIMAL -> to.append(ValueText.plain(batch, row));
      case DOUBLE -> addDouble(batch.doubleAt(row), to);
      default -> addText(ValueText.plain(batch, row), to);
    }
  }

  private static void addDouble(double value, StringBuilder to) {
    if (Double.isFinite(value)) {
      to.append(value);
    } else {
      addText(Double.toString(value), to);
    }
  }

  private static void addStruct(ColumnBatch batch, int row, StringBuilder to) {
    List<Column> fields = batch.type().children();
    for (int index = 0; index < fields.size(); index++) {
      to.append(index == 0 ? '{' : ',');
      addText(fields.get(index).name(), to);
      to.append(':');
      add(batch.child(index), row, to);
    }
    to.append('}');
  }

  private static void addList(ColumnBatch batch, int row, StringBuilder to) {
    to.append('[');
    for (int element = batch.firstAt(row); element < batch.lastAt(row); element++) {
      to.append(element == batch.firstAt(row) ? "" : ",");
      add(batch.child(0), element, to);
    }
    to.append(']');
  }

  private static void addText(String text, StringBuilder to) {
    to.append('"');
    ESCAPES.quoteAsString(text, to);
    to.append('"');
  }
}
