package io.logflow.publish;

import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Job;
import io.logflow.job.TypeKind;
import io.logflow.parquet.ArrayColumn;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ParquetResultReader;
import io.logflow.parquet.ResultWriter;
import io.logflow.parquet.WriteOptions;
import io.logflow.plugin.ColumnBatch;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A staging file as plain objects, to be changed and written again: Double, BigDecimal, String, or
 * Long for all other types; NULL is null.
 */
record StagingTable(List<List<Object>> columns) {

  static StagingTable read(Job job) throws IOException {
    List<List<Object>> columns = new ArrayList<>();
    job.requirePlan().columns().forEach(column -> columns.add(new ArrayList<>()));
    try (ParquetResultReader reader = ParquetResultReader.open(staging(job))) {
      for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
        for (int column = 0; column < batch.size(); column++) {
          for (int row = 0; row < batch.get(column).length(); row++) {
            columns.get(column).add(value(batch.get(column), row));
          }
        }
      }
    }
    return new StagingTable(columns);
  }

  private static Path staging(Job job) {
    return job.target().staging(job.id());
  }

  private static Object value(ColumnBatch batch, int row) {
    if (batch.isNull(row)) {
      return null;
    }
    return switch (batch.type().kind()) {
      case DOUBLE -> batch.doubleAt(row);
      case DECIMAL -> batch.decimalAt(row);
      case VARCHAR ->
          new String(
              batch.bytesAt(row),
              batch.startAt(row),
              batch.endAt(row) - batch.startAt(row),
              StandardCharsets.UTF_8);
      default -> batch.longAt(row);
    };
  }

  int rows() {
    return columns.get(0).size();
  }

  StagingTable copy() {
    List<List<Object>> copies = new ArrayList<>();
    columns.forEach(column -> copies.add(new ArrayList<>(column)));
    return new StagingTable(copies);
  }

  /** Writes the job's staging file again, in row groups of so many rows. */
  void write(Job job, int rowGroupRows) throws IOException {
    Files.deleteIfExists(staging(job));
    List<Column> schema = job.requirePlan().schema().columns();
    List<ArrayColumn> batch = new ArrayList<>();
    for (int column = 0; column < schema.size(); column++) {
      batch.add(new ArrayColumn(schema.get(column).type()));
      for (Object value : columns.get(column)) {
        add(batch.get(column), schema.get(column).type(), value);
      }
    }
    WriteOptions options =
        new WriteOptions(
            job.options().compression(),
            Optional.empty(),
            1 << 20,
            rowGroupRows,
            100,
            List.of(),
            Map.of());
    try (ResultWriter writer =
        ResultWriter.open(
            staging(job),
            job.requirePlan().schema(),
            FooterMetadata.of(job, job.requirePlan()),
            options)) {
      writer.write(batch);
    }
  }

  private static void add(ArrayColumn column, ColumnType type, Object value) {
    if (value == null) {
      column.addNull();
    } else if (type.kind() == TypeKind.DOUBLE) {
      column.addDouble((Double) value);
    } else if (type.kind() == TypeKind.DECIMAL) {
      column.addDecimal((BigDecimal) value);
    } else if (type.kind() == TypeKind.VARCHAR) {
      byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
      column.addBytes(text, 0, text.length);
    } else {
      column.addLong((Long) value);
    }
  }
}
