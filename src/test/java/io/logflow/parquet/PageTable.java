package io.logflow.parquet;

import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Schema;
import io.logflow.job.TypeKind;
import io.logflow.plugin.ColumnBatch;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table in plain Java objects: each column a list of Long (numbers, DOUBLE as raw bits), byte[]
 * (texts and long decimals) or null. It is written through {@link PageFile}.
 */
record PageTable(List<ColumnType> types, List<List<Object>> columns) {

  int rows() {
    return columns.get(0).size();
  }

  Schema schema() {
    return new Schema(
        IntStream.range(0, types.size())
            .mapToObj(column -> new Column("c" + column, types.get(column)))
            .toList());
  }

  List<PageColumn> encoders(PageOptions options) {
    return schema().columns().stream().map(column -> PageColumn.of(column, options)).toList();
  }

  static PageRun run(PageColumn encoder, List<Object> values) {
    for (Object value : values) {
      if (value == null) {
        encoder.addNull();
      } else if (encoder instanceof NumberPages numbers) {
        numbers.add((Long) value);
      } else {
        byte[] text = (byte[]) value;
        ((TextPages) encoder).add(text, 0, text.length);
      }
    }
    return encoder.finish();
  }

  /** Writes all rows; {@code cuts} has the rows of each run of each row group. */
  Path write(Path file, PageOptions options, List<List<Integer>> cuts) throws Exception {
    List<PageColumn> encoders = encoders(options);
    try (PageFile out = PageFile.create(file, schema(), options)) {
      int row = 0;
      for (List<Integer> group : cuts) {
        int last = row + group.stream().mapToInt(run -> run).sum();
        List<PageFile.Content> contents = new ArrayList<>();
        for (int column = 0; column < types.size(); column++) {
          contents.add(runs(encoders.get(column), columns.get(column), row, group));
        }
        out.write(last - row, contents);
        row = last;
      }
      out.finish(Map.of("key", "value"));
    }
    return file;
  }

  static PageFile.Runs runs(PageColumn encoder, List<Object> values, int row, List<Integer> cuts) {
    List<PageRun> runs = new ArrayList<>();
    int from = row;
    for (int rows : cuts) {
      runs.add(run(encoder, values.subList(from, from + rows)));
      from += rows;
    }
    return new PageFile.Runs(runs);
  }

  /** A file's values as this table has them, read by parquet-java. */
  static PageTable read(Path file) throws Exception {
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      List<ColumnType> types = reader.schema().columns().stream().map(Column::type).toList();
      List<List<Object>> columns = new ArrayList<>();
      types.forEach(type -> columns.add(new ArrayList<>()));
      for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
        for (int column = 0; column < types.size(); column++) {
          for (int row = 0; row < batch.get(column).length(); row++) {
            columns.get(column).add(value(batch.get(column), row));
          }
        }
      }
      return new PageTable(types, columns);
    }
  }

  private static Object value(ColumnBatch batch, int row) {
    if (batch.isNull(row)) {
      return null;
    }
    ColumnType type = batch.type();
    if (type.kind() == TypeKind.VARCHAR) {
      int start = batch.startAt(row);
      byte[] text = new byte[batch.endAt(row) - start];
      System.arraycopy(batch.bytesAt(row), start, text, 0, text.length);
      return text;
    }
    if (type.kind() == TypeKind.DOUBLE) {
      return Double.doubleToRawLongBits(batch.doubleAt(row));
    }
    if (type.kind() == TypeKind.DECIMAL && type.precision() > 18) {
      byte[] digits = new byte[16];
      DecimalBytes.write(batch.decimalAt(row).unscaledValue(), digits);
      return digits;
    }
    return type.kind() == TypeKind.DECIMAL
        ? batch.decimalAt(row).unscaledValue().longValueExact()
        : batch.longAt(row);
  }

  /** A column as values that have equals. */
  List<Object> comparable(int column) {
    List<Object> values = new ArrayList<>();
    for (Object value : columns.get(column)) {
      values.add(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
    }
    return values;
  }
}
