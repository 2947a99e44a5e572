package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Schema;
import io.logflow.plugin.ColumnBatch;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {
  private static final String NINES = "9".repeat(38);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Codec.class)
  void duckdb_and_we_read_every_type_with_every_codec(Codec codec) throws Exception {
    Path file = write(codec, everyType());
    assertThat(RowTexts.ofDuckdb(file))
        .containsExactly(
            List.of(
                "true",
                "-9223372036854775808",
                "-1.5e-300",
                "-99.99",
                "-999999999.99",
                "-" + NINES,
                "0001-01-01",
                "00:00:00",
                "0001-01-01 00:00:00",
                "1969-12-31 23:59:59.999999999",
                "9999-12-31 23:59:59.999999+00",
                ""),
            List.of(
                "false",
                "9223372036854775807",
                "1.7976931348623157e+308",
                "99.99",
                "999999999.99",
                NINES,
                "9999-12-31",
                "23:59:59.999999",
                "9999-12-31 23:59:59.999999",
                "2262-04-11 23:47:16.854775806",
                "1970-01-01 00:00:00+00",
                "ğ🙂\n\""),
            nulls(12));
    assertThat(RowTexts.typesOfDuckdb(file))
        .containsExactly(
            "BOOLEAN",
            "BIGINT",
            "DOUBLE",
            "DECIMAL(4,2)",
            "DECIMAL(11,2)",
            "DECIMAL(38,0)",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMP_NS",
            "TIMESTAMP WITH TIME ZONE",
            "VARCHAR");
    Map<String, ArrayColumn> written = everyType();
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      assertThat(reader.schema().columns())
          .extracting(Column::type)
          .containsExactlyElementsOf(written.values().stream().map(ArrayColumn::type).toList());
      assertThat(RowTexts.of(reader.next())).isEqualTo(RowTexts.of(List.copyOf(written.values())));
      assertThat(reader.next()).isEmpty();
    }
    assertThat(ParquetFooters.read(file).codecs()).containsExactly(Codecs.name(codec).name());
  }

  @Test
  void time_in_nanoseconds_comes_back() throws Exception {
    ArrayColumn time = column(ColumnType.TIME.withNanos(), c -> c.addLong(86_399_999_999_999L));
    Path file = write(Codec.ZSTD, Map.of("time", time));
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      assertThat(reader.schema().column(0).type()).isEqualTo(ColumnType.TIME.withNanos());
      assertThat(reader.next().get(0).longAt(0)).isEqualTo(86_399_999_999_999L);
    }
  }

  @Test
  void names_stand_exactly() throws Exception {
    List<String> names =
        List.of(
            "a b", "a.b", "\"q\"", "'", "ı", "İ", "日本", "🙂", "1st", "a\nb", "-", "$1", "c0", "`",
            "select", "\\", " x ", "e\u0301", "é", "\u0000");
    Map<String, ArrayColumn> columns = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      long value = i;
      columns.put(names.get(i), column(ColumnType.BIGINT, c -> c.addLong(value)));
    }
    Path file = write(Codec.SNAPPY, columns);
    assertThat(ParquetFooters.read(file).schema().columns())
        .extracting(Column::name)
        .containsExactlyElementsOf(names);
    assertThat(ParquetFooters.read(file).metadata()).containsOnly(Map.entry("key", "ключ"));
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      List<ColumnBatch> row = reader.next();
      for (int i = 0; i < names.size(); i++) {
        assertThat(row.get(i).longAt(0)).isEqualTo(i);
      }
    }
    assertThat(RowTexts.ofDuckdb(file).get(0)).hasSize(names.size()).startsWith("0", "1", "2");
  }

  @Test
  void no_row_is_a_file_with_columns() throws Exception {
    Path file = write(Codec.ZSTD, Map.of("a", column(ColumnType.VARCHAR, c -> {})));
    Footer footer = ParquetFooters.read(file);
    assertThat(footer.rows()).isZero();
    assertThat(footer.schema().column(0)).isEqualTo(new Column("a", ColumnType.VARCHAR));
    assertThat(RowTexts.ofDuckdb(file)).isEmpty();
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void long_text_and_many_row_groups_come_back() throws Exception {
    byte[] megabyte = "ab".repeat(512 << 10).getBytes(StandardCharsets.US_ASCII);
    Path file = folder.resolve("long.parquet");
    Schema schema = new Schema(List.of(new Column("text", ColumnType.VARCHAR)));
    ArrayColumn text = new ArrayColumn(ColumnType.VARCHAR);
    WriteOptions options =
        new WriteOptions(Codec.SNAPPY, Optional.empty(), 2 << 20, 5, 1 << 20, List.of(), Map.of());
    try (ResultWriter writer = ResultWriter.open(file, schema, Map.of(), options)) {
      for (int row = 0; row < 12; row++) {
        text.clear();
        megabyte[0] = (byte) ('a' + row);
        text.addBytes(megabyte, 0, megabyte.length);
        text.addNull();
        writer.write(List.of(text));
      }
      assertThat(writer.count()).isEqualTo(24);
    }
    assertThat(ParquetFooters.read(file).rowGroups()).isEqualTo(5);
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      long seen = 0;
      for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
        for (int row = 0; row < batch.get(0).length(); row++, seen++) {
          ColumnBatch found = batch.get(0);
          assertThat(found.isNull(row)).isEqualTo(seen % 2 == 1);
          if (!found.isNull(row)) {
            assertThat(found.endAt(row) - found.startAt(row)).isEqualTo(1 << 20);
            assertThat(found.bytesAt(row)[found.startAt(row)]).isEqualTo((byte) ('a' + seen / 2));
          }
        }
      }
      assertThat(seen).isEqualTo(24);
    }
  }

  private Path write(Codec codec, Map<String, ArrayColumn> columns) throws Exception {
    Path file = folder.resolve("deep").resolve(codec + ".parquet");
    Schema schema =
        new Schema(
            columns.entrySet().stream()
                .map(entry -> new Column(entry.getKey(), entry.getValue().type()))
                .toList());
    WriteOptions options =
        new WriteOptions(codec, Optional.empty(), 1 << 20, 1000, 100, List.of(), Map.of());
    try (ResultWriter writer = ResultWriter.open(file, schema, Map.of("key", "ключ"), options)) {
      writer.write(List.copyOf(columns.values()));
    }
    return file;
  }

  private static ArrayColumn column(ColumnType type, Consumer<ArrayColumn> fill) {
    ArrayColumn column = new ArrayColumn(type);
    fill.accept(column);
    return column;
  }

  private static Map<String, ArrayColumn> everyType() {
    Map<String, ArrayColumn> columns = new LinkedHashMap<>();
    columns.put("boolean", longs(ColumnType.BOOLEAN, 1, 0));
    columns.put("bigint", longs(ColumnType.BIGINT, Long.MIN_VALUE, Long.MAX_VALUE));
    columns.put(
        "double",
        column(
            ColumnType.DOUBLE,
            c -> {
              c.addDouble(-1.5e-300);
              c.addDouble(Double.MAX_VALUE);
              c.addNull();
            }));
    columns.put("decimal4", longs(ColumnType.decimal(4, 2), -9999, 9999));
    columns.put("decimal11", longs(ColumnType.decimal(11, 2), -99999999999L, 99999999999L));
    columns.put(
        "decimal38",
        column(
            ColumnType.decimal(38, 0),
            c -> {
              c.addDecimal(new BigDecimal("-" + NINES));
              c.addDecimal(new BigDecimal(NINES));
              c.addNull();
            }));
    columns.put("date", longs(ColumnType.DATE, -719_162, 2_932_896));
    columns.put("time", longs(ColumnType.TIME, 0, 86_399_999_999L));
    columns.put(
        "timestamp",
        longs(ColumnType.TIMESTAMP, -62_135_596_800_000_000L, 253_402_300_799_999_999L));
    columns.put("nanos", longs(ColumnType.TIMESTAMP.withNanos(), -1, Long.MAX_VALUE - 1));
    columns.put("instant", longs(ColumnType.TIMESTAMPTZ, 253_402_300_799_999_999L, 0));
    columns.put(
        "text",
        column(
            ColumnType.VARCHAR,
            c -> {
              byte[] text = "?ğ🙂\n\"?".getBytes(StandardCharsets.UTF_8);
              c.addBytes(text, 0, 0);
              c.addBytes(text, 1, text.length - 1);
              c.addNull();
            }));
    return columns;
  }

  private static ArrayColumn longs(ColumnType type, long first, long second) {
    ArrayColumn column = new ArrayColumn(type);
    column.addLong(first);
    column.addLong(second);
    column.addNull();
    return column;
  }

  private static List<String> nulls(int count) {
    return Collections.nCopies(count, null);
  }
}
