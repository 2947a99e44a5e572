package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of values of many kinds: encodings, statistics, page index. */
class PageContentsTest {
  private static final PageOptions OPTIONS = PageOptions.of(Codec.SNAPPY, Optional.empty());

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 255, 256, 257, 65_535, 65_536, 65_537})
  void dictionaries_of_every_index_width_come_back(int distinct) throws Exception {
    List<Object> numbers = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < Math.max(3_000, distinct * 3); i++) {
      long value = i / 3 % distinct * 1_000_003L;
      numbers.add(value);
      texts.add(Long.toString(value, 36).getBytes(StandardCharsets.UTF_8));
    }
    PageTable table =
        new PageTable(List.of(ColumnType.BIGINT, ColumnType.VARCHAR), List.of(numbers, texts));
    PageOptions unbounded =
        new PageOptions(Codec.ZSTD, Optional.of(1), 1 << 20, 1 << 22, List.of());
    int half = table.rows() / 2;
    List<List<Integer>> cuts = List.of(List.of(half, table.rows() - half));
    Path file = table.write(folder.resolve("dictionary.parquet"), unbounded, cuts);
    PageTruth.same(PageTable.read(file), table);
    PageTruth.check(file, table, cuts, distinct + " values");
    assertThat(encodings(file, 1)).contains(Encoding.RLE_DICTIONARY);
    assertThat(RowTexts.query("SELECT count(DISTINCT c0), count(DISTINCT c1) FROM '" + file + "'"))
        .containsExactly(List.of(distinct + "", distinct + ""));
  }

  private static Set<Encoding> encodings(Path file, int column) throws Exception {
    return chunk(file, column).getEncodings();
  }

  private static ColumnChunkMetaData chunk(Path file, int column) throws Exception {
    try (ParquetFileReader reader = ParquetFiles.open(file)) {
      return reader.getRowGroups().get(0).getColumns().get(column);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5000})
  void empty_texts_are_values(int rows) throws Exception {
    Schema schema = new Schema(List.of(new Column("a", ColumnType.VARCHAR)));
    PageRun run =
        PageTable.run(
            PageColumn.of(new Column("a", ColumnType.VARCHAR), OPTIONS),
            Collections.nCopies(rows, new byte[0]));
    Path path = folder.resolve("empty.parquet");
    try (PageFile file = PageFile.create(path, schema, OPTIONS)) {
      file.write(rows, List.of(new PageFile.Runs(List.of(run))));
      file.finish(Map.of());
    }
    assertThat(ColumnHashes.of(path).get(0).values()).isEqualTo(rows);
    assertThat(ColumnHashes.of(path).get(0).maxLength()).isZero();
  }

  @Test
  void a_dictionary_that_is_full_lets_later_runs_be_plain() throws Exception {
    List<Object> numbers = new ArrayList<>();
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      long value = i / 1_000 * 7_919L + i % 50 * 1_000_000_007L;
      numbers.add(i % 11 == 0 ? null : (Object) value);
      texts.add(("text " + value).getBytes(StandardCharsets.UTF_8));
    }
    PageTable table =
        new PageTable(List.of(ColumnType.BIGINT, ColumnType.VARCHAR), List.of(numbers, texts));
    PageOptions small = new PageOptions(Codec.SNAPPY, Optional.empty(), 10_000, 8_000, List.of());
    List<List<Integer>> cuts = List.of(Collections.nCopies(30, 2_000));
    Path file = table.write(folder.resolve("full.parquet"), small, cuts);
    PageTruth.same(PageTable.read(file), table);
    PageTruth.check(file, table, cuts, "full");
    assertThat(encodings(file, 1)).contains(Encoding.RLE_DICTIONARY, Encoding.PLAIN);
    assertThat(
            RowTexts.query(
                "SELECT count(c0), count(DISTINCT c0), count(DISTINCT c1) FROM '" + file + "'"))
        .containsExactly(List.of("54545", "3000", "3000"));
  }

  @Test
  void ascending_numbers_are_differences() throws Exception {
    List<Object> ids = new ArrayList<>();
    List<Object> days = new ArrayList<>();
    for (long i = 0; i < 100_000; i++) {
      ids.add(1_700_000_000_000_000L + i * 3);
      days.add(i - 50_000);
    }
    PageTable table =
        new PageTable(List.of(ColumnType.TIMESTAMP, ColumnType.DATE), List.of(ids, days));
    List<List<Integer>> cuts = List.of(List.of(40_000, 60_000));
    Path file = table.write(folder.resolve("ascending.parquet"), OPTIONS, cuts);
    PageTruth.same(PageTable.read(file), table);
    PageTruth.check(file, table, cuts, "ascending");
    assertThat(encodings(file, 0)).containsOnly(Encoding.DELTA_BINARY_PACKED, Encoding.RLE);
    assertThat(Files.size(file)).isLessThan(20_000);
    assertThat(RowTexts.query("SELECT sum(epoch_us(c0)), max(c1)::VARCHAR FROM '" + file + "'"))
        .containsExactly(List.of("170000000014999850000", "2106-11-23"));
  }

  @ParameterizedTest
  @CsvSource({"ZSTD,true", "SNAPPY,false", "NONE,false"})
  void different_texts_have_their_lengths_first_where_the_codec_gains_by_it(
      Codec codec, boolean lengthsFirst) throws Exception {
    List<Object> texts = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 100_000; i++) {
      String text =
          Long.toString(i, 36) + Long.toString(random.nextLong() >>> random.nextInt(40), 36);
      texts.add(i % 9 == 0 ? null : text.getBytes(StandardCharsets.UTF_8));
    }
    PageTable table = new PageTable(List.of(ColumnType.VARCHAR), List.of(texts));
    PageOptions options = PageOptions.of(codec, Optional.empty());
    List<List<Integer>> cuts = List.of(List.of(40_000, 60_000));
    Path file = table.write(folder.resolve("lengths.parquet"), options, cuts);
    PageTruth.same(PageTable.read(file), table);
    PageTruth.check(file, table, cuts, "lengths");
    Encoding expected = lengthsFirst ? Encoding.DELTA_LENGTH_BYTE_ARRAY : Encoding.PLAIN;
    assertThat(encodings(file, 0)).containsOnly(expected, Encoding.RLE);
    assertThat(RowTexts.query("SELECT count(c0) FROM '" + file + "'"))
        .containsExactly(List.of("88888"));
  }

  @Test
  void large_values_have_pages_of_their_own_and_bounds_that_are_cut() throws Exception {
    byte[] large = "ğ".repeat(6 << 20).getBytes(StandardCharsets.UTF_8);
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      byte[] other = large.clone();
      other[0] = (byte) ('a' + i);
      other[1] = 'x';
      texts.add(i % 2 == 0 ? other : "b".getBytes(StandardCharsets.UTF_8));
    }
    PageTable table = new PageTable(List.of(ColumnType.VARCHAR), List.of(texts));
    Path file = table.write(folder.resolve("large.parquet"), OPTIONS, List.of(List.of(3, 7)));
    PageTruth.same(PageTable.read(file), table);
    ColumnChunkMetaData chunk = chunk(file, 0);
    try (ParquetFileReader reader = ParquetFiles.open(file)) {
      var index = reader.readColumnIndex(chunk);
      var pages = reader.readOffsetIndex(chunk);
      for (int page = 0; page < pages.getPageCount(); page++) {
        int first = (int) pages.getFirstRowIndex(page);
        byte[] low = bytes(index.getMinValues().get(page));
        byte[] high = bytes(index.getMaxValues().get(page));
        assertThat(low.length).isLessThanOrEqualTo(64);
        assertThat(high.length).isLessThanOrEqualTo(64);
        for (int row = first; row <= pages.getLastRowIndex(page, texts.size()); row++) {
          assertThat(Arrays.compareUnsigned(low, (byte[]) texts.get(row))).isNotPositive();
          assertThat(Arrays.compareUnsigned(high, (byte[]) texts.get(row))).isNotNegative();
        }
      }
    }
    assertThat(chunk.getStatistics().hasNonNullValue()).isFalse();
    assertThat(RowTexts.query("SELECT sum(strlen(c0)) FROM '" + file + "'"))
        .containsExactly(List.of(5 * (12 << 20) + 5 + ""));
  }

  private static byte[] bytes(java.nio.ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Test
  void zeros_of_both_signs_and_nan_keep_statistics_true() throws Exception {
    Statistics<?> zeros = statistics(0.0, -0.0);
    assertThat(zeros.genericGetMin()).isEqualTo(-0.0);
    assertThat(zeros.genericGetMax()).isEqualTo(0.0);
    Statistics<?> negative = statistics(-0.0, -1.0);
    assertThat(negative.genericGetMin()).isEqualTo(-1.0);
    assertThat(negative.genericGetMax()).isEqualTo(-0.0);
    assertThat(negative.getNanCount()).isZero();
    Statistics<?> mixed = statistics(Double.NaN, 2.0, Double.NaN);
    assertThat(mixed.genericGetMin()).isEqualTo(2.0);
    assertThat(mixed.genericGetMax()).isEqualTo(2.0);
    assertThat(mixed.getNanCount()).isEqualTo(200);
    Statistics<?> nan = statistics(Double.NaN);
    assertThat(nan.genericGetMin()).isEqualTo(Double.NaN);
    assertThat(nan.getNanCount()).isEqualTo(100);
    assertThat(statistics(Double.POSITIVE_INFINITY).genericGetMin())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  private Statistics<?> statistics(double... values) throws Exception {
    List<Object> column = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      for (double value : values) {
        column.add(Double.doubleToRawLongBits(value));
      }
    }
    PageTable table = new PageTable(List.of(ColumnType.DOUBLE), List.of(column));
    Path file = Files.createTempDirectory(folder, "d").resolve("double.parquet");
    table.write(file, OPTIONS, List.of(List.of(column.size())));
    PageTruth.same(PageTable.read(file), table);
    return chunk(file, 0).getStatistics();
  }
}
