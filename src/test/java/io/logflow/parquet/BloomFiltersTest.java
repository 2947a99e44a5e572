package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Codec;
import io.logflow.job.ColumnType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters against Parquet's own, which finds values by hashes that it takes itself. */
class BloomFiltersTest {
  private static final int VALUES = 20_000;

  @TempDir Path folder;

  @Test
  void many_threads_take_the_same_hashes_as_parquet() {
    BlockSplitBloomFilter parquet = new BlockSplitBloomFilter(32);
    long[] numbers = LongStream.range(0, VALUES).map(i -> i * 7_919).toArray();
    long[] whole = LongStream.of(numbers).map(parquet::hash).toArray();
    long[] narrow = LongStream.of(numbers).map(number -> parquet.hash((int) number)).toArray();
    IntStream.range(0, 200)
        .parallel()
        .forEach(
            round -> {
              Storage storage = round % 2 == 0 ? Storage.INT64 : Storage.INT32;
              assertThat(BloomFilters.hashes(numbers, VALUES, storage))
                  .isEqualTo(round % 2 == 0 ? whole : narrow);
            });
  }

  @Test
  void every_value_is_found_and_few_others() throws Exception {
    List<Object> numbers = new ArrayList<>();
    List<Object> flags = new ArrayList<>();
    for (long i = 0; i < VALUES; i++) {
      numbers.add(i % 10 == 0 ? null : (Object) (i % 5_000 * 3));
      flags.add(i % 2);
    }
    List<ColumnType> types = List.of(ColumnType.BIGINT, ColumnType.BOOLEAN);
    PageTable table = new PageTable(types, List.of(numbers, flags));
    PageOptions options =
        PageOptions.of(Codec.SNAPPY, Optional.empty()).withBloomFilters(List.of("*"));
    List<List<Integer>> cuts = List.of(List.of(7_000, 13_000));
    Path file = table.write(folder.resolve("bloom.parquet"), options, cuts);
    try (ParquetFileReader reader = ParquetFiles.open(file)) {
      var chunks = reader.getRowGroups().get(0).getColumns();
      BloomFilter filter = reader.readBloomFilter(chunks.get(0));
      assertThat(numbers)
          .allMatch(value -> value == null || filter.findHash(filter.hash((long) (Long) value)));
      long others =
          LongStream.range(0, VALUES).filter(i -> filter.findHash(filter.hash(3 * i + 1))).count();
      assertThat(others).isLessThan(VALUES / 50);
      // 4 500 different values at 1 % take about 6 KB.
      assertThat(filter.getBitsetSize()).isBetween(4 << 10, 16 << 10);
      assertThat(reader.readBloomFilter(chunks.get(1))).isNull();
    }
  }
}
