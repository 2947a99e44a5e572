package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Schema;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageFileTest {
  private static final PageOptions OPTIONS = PageOptions.of(Codec.SNAPPY, Optional.empty());
  private static final String NINES = "9".repeat(38);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Codec.class)
  void duckdb_reads_every_type_with_every_codec(Codec codec) throws Exception {
    PageTable table = everyType();
    Path file =
        table.write(
            folder.resolve("new/every.parquet"),
            PageOptions.of(codec, Optional.empty()),
            List.of(List.of(2, 1), List.of(1)));
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
            Collections.nCopies(12, null),
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
            Collections.nCopies(12, null));
    Footer footer = ParquetFooters.read(file);
    assertThat(footer.schema()).isEqualTo(table.schema());
    assertThat(footer.codecs()).containsExactly(Codecs.name(codec).name());
    assertThat(footer.metadata()).containsExactly(Map.entry("key", "value"));
    assertThat(footer.createdBy()).startsWith("parquet-mr version 1.18.1");
    assertThat(footer.rowGroups()).isEqualTo(2);
    PageTruth.same(PageTable.read(file), table);
  }

  private static PageTable everyType() {
    List<ColumnType> types =
        List.of(
            ColumnType.BOOLEAN,
            ColumnType.BIGINT,
            ColumnType.DOUBLE,
            ColumnType.decimal(4, 2),
            ColumnType.decimal(11, 2),
            ColumnType.decimal(38, 0),
            ColumnType.DATE,
            ColumnType.TIME,
            ColumnType.TIMESTAMP,
            ColumnType.TIMESTAMP.withNanos(),
            ColumnType.TIMESTAMPTZ,
            ColumnType.VARCHAR);
    List<Object> low =
        List.of(
            1L,
            Long.MIN_VALUE,
            Double.doubleToRawLongBits(-1.5e-300),
            -9_999L,
            -99_999_999_999L,
            digits("-" + NINES),
            -719_162L,
            0L,
            -62_135_596_800_000_000L,
            -1L,
            253_402_300_799_999_999L,
            new byte[0]);
    List<Object> high =
        List.of(
            0L,
            Long.MAX_VALUE,
            Double.doubleToRawLongBits(Double.MAX_VALUE),
            9_999L,
            99_999_999_999L,
            digits(NINES),
            2_932_896L,
            86_399_999_999L,
            253_402_300_799_999_999L,
            9_223_372_036_854_775_806L,
            0L,
            "ğ🙂\n\"".getBytes(StandardCharsets.UTF_8));
    List<List<Object>> columns =
        IntStream.range(0, types.size())
            .mapToObj(c -> Arrays.asList(low.get(c), null, high.get(c), null))
            .toList();
    return new PageTable(types, columns);
  }

  private static byte[] digits(String number) {
    byte[] digits = new byte[16];
    DecimalBytes.write(new BigInteger(number), digits);
    return digits;
  }

  @Test
  void no_row_group_is_a_file_with_columns() throws Exception {
    Path file = everyType().write(folder.resolve("empty.parquet"), OPTIONS, List.of());
    assertThat(ParquetFooters.read(file).rows()).isZero();
    assertThat(RowTexts.ofDuckdb(file)).isEmpty();
    assertThat(RowTexts.typesOfDuckdb(file)).hasSize(12);
  }

  @Test
  void chunks_of_another_file_are_copied_with_their_index() throws Exception {
    List<Object> numbers = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      numbers.add(i % 7 == 0 ? null : (Object) (i * 31L));
      texts.add(("t" + i % 300).getBytes(StandardCharsets.UTF_8));
    }
    PageTable table =
        new PageTable(List.of(ColumnType.BIGINT, ColumnType.VARCHAR), List.of(numbers, texts));
    Schema drafted =
        new Schema(
            List.of(new Column("c0", ColumnType.BIGINT), new Column("c1", ColumnType.BOOLEAN)));
    List<List<Integer>> cuts = List.of(List.of(10_000, 10_000), List.of(30_000));
    List<PageColumn> encoders = table.encoders(OPTIONS);
    Path file = folder.resolve("final.parquet");
    try (PageFile draft = PageFile.create(folder.resolve("draft.parquet"), drafted, OPTIONS);
        PageFile out = PageFile.create(file, table.schema(), OPTIONS)) {
      draft.write(
          20_000,
          List.of(
              PageTable.runs(encoders.get(0), numbers, 0, cuts.get(0)), new PageFile.Nothing()));
      draft.write(
          30_000,
          List.of(
              PageTable.runs(encoders.get(0), numbers, 20_000, cuts.get(1)),
              new PageFile.Nothing()));
      draft.finish(Map.of());
      assertThat(draft.rows()).isEqualTo(50_000);
      assertThat(draft.rowGroups()).isEqualTo(2);
      List<PageRun> second = PageTable.runs(encoders.get(1), texts, 20_000, cuts.get(1)).runs();
      out.write(
          20_000,
          List.of(
              new PageFile.Chunk(draft, 0, 0),
              PageTable.runs(encoders.get(1), texts, 0, cuts.get(0))));
      out.write(30_000, List.of(new PageFile.Chunk(draft, 1, 0), new PageFile.Runs(second)));
      assertThatThrownBy(
              () ->
                  out.write(
                      20_000, List.of(new PageFile.Chunk(draft, 0, 1), new PageFile.Nothing())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("column 1 of row group 0 is not in");
    }
    Path whole = folder.resolve("whole.parquet");
    try (PageFile draft = PageFile.create(whole, table.schema(), OPTIONS);
        PageFile out = PageFile.create(folder.resolve("copy.parquet"), table.schema(), OPTIONS)) {
      draft.write(
          20_000,
          List.of(
              PageTable.runs(encoders.get(0), numbers, 0, cuts.get(0)),
              PageTable.runs(encoders.get(1), texts, 0, cuts.get(0))));
      draft.finish(Map.of());
      out.write(20_000, List.of(new PageFile.Chunk(draft, 0, 0), new PageFile.Chunk(draft, 0, 1)));
      out.finish(Map.of());
    }
    PageTable part =
        new PageTable(table.types(), List.of(numbers.subList(0, 20_000), texts.subList(0, 20_000)));
    Path copy = folder.resolve("copy.parquet");
    PageTruth.same(PageTable.read(copy), part);
    PageTruth.check(copy, part, cuts.subList(0, 1), "copy");
    assertThat(RowTexts.ofDuckdb(copy)).isEqualTo(RowTexts.ofDuckdb(whole));
  }

  @Test
  void a_draft_without_any_column_can_be_finished() throws Exception {
    Path file = folder.resolve("nothing.parquet");
    Schema schema = everyType().schema();
    try (PageFile draft = PageFile.create(file, schema, OPTIONS)) {
      draft.write(3, Collections.nCopies(12, new PageFile.Nothing()));
      draft.finish(Map.of());
    }
    assertThat(RowTexts.ofDuckdb(file)).isEqualTo(Collections.nCopies(3, nulls(12)));
  }

  private static List<String> nulls(int count) {
    return Collections.nCopies(count, null);
  }

  @Test
  void thousands_of_columns_hold_little() throws Exception {
    int count = 20_000;
    List<Column> columns = new ArrayList<>();
    List<PageColumn> encoders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ColumnType type = i % 2 == 0 ? ColumnType.BIGINT : ColumnType.VARCHAR;
      columns.add(new Column("c" + i, type));
      encoders.add(PageColumn.of(new Column("c", type), OPTIONS));
    }
    Path file = folder.resolve("wide.parquet");
    try (PageFile out = PageFile.create(file, new Schema(columns), OPTIONS)) {
      List<PageFile.Content> contents = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Object value = i % 2 == 0 ? (Object) (long) i : new byte[] {'t'};
        contents.add(
            new PageFile.Runs(
                List.of(
                    PageTable.run(encoders.get(i), List.of(value, value)),
                    PageTable.run(encoders.get(i), List.of(value)))));
      }
      assertThat(encoders.stream().mapToLong(PageColumn::heldBytes).sum()).isLessThan(12 << 20);
      out.write(3, contents);
      out.finish(Map.of());
    }
    assertThat(ParquetFooters.read(file).schema().size()).isEqualTo(count);
    assertThat(Files.size(file)).isLessThan(count * 400L);
  }

  @Test
  void a_file_that_is_there_is_not_written_over() throws Exception {
    Path file = Files.createFile(folder.resolve("there.parquet"));
    Schema schema = everyType().schema();
    assertThatThrownBy(() -> PageFile.create(file, schema, OPTIONS))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void rows_must_add_up() throws Exception {
    Schema schema = new Schema(List.of(new Column("a", ColumnType.BIGINT)));
    PageRun run =
        PageTable.run(PageColumn.of(new Column("c", ColumnType.BIGINT), OPTIONS), List.of(1L, 2L));
    assertThat(run.rows()).isEqualTo(2);
    assertThat(run.plainBytes()).isEqualTo(16);
    try (PageFile file = PageFile.create(folder.resolve("sum.parquet"), schema, OPTIONS)) {
      assertThatThrownBy(() -> file.write(3, List.of(new PageFile.Runs(List.of(run)))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("column 0 has 2 rows in a row group of 3");
    }
  }

  @Test
  void what_was_cleared_is_forgotten() throws Exception {
    TextPages texts = (TextPages) PageColumn.of(new Column("c", ColumnType.VARCHAR), OPTIONS);
    texts.add(new byte[] {'a', 'b'}, 0, 2);
    texts.addNull();
    texts.clear();
    texts.add(new byte[] {'a', 'b'}, 1, 2);
    PageRun run = texts.finish();
    assertThat(run.rows()).isEqualTo(1);
    assertThat(run.plainBytes()).isEqualTo(5);
    assertThat(texts.finish().rows()).isZero();
  }

  @Test
  void nested_types_are_refused() {
    assertThatThrownBy(
            () -> PageColumn.of(new Column("c", ColumnType.list(ColumnType.BIGINT)), OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a flat type");
  }
}
