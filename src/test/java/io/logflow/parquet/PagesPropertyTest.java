package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Codec;
import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random tables, cut at random, come back as they were. */
class PagesPropertyTest {
  private static final List<ColumnType> TYPES =
      List.of(
          ColumnType.BOOLEAN,
          ColumnType.BIGINT,
          ColumnType.DOUBLE,
          ColumnType.decimal(9, 2),
          ColumnType.decimal(18, 0),
          ColumnType.decimal(38, 3),
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP,
          ColumnType.TIMESTAMPTZ,
          ColumnType.VARCHAR);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100, 3_000, 60_000, 200_000})
  void a_random_table_comes_back(int mostRows) throws Exception {
    for (int round = 0; round < (mostRows > 10_000 ? 3 : 25); round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      PageTable table = table(random, mostRows == 0 ? 0 : 1 + random.nextInt(mostRows));
      PageOptions options = options(random);
      Path file = folder.resolve(mostRows + "-" + round + ".parquet");
      List<List<Integer>> cuts = cuts(random, table.rows());
      table.write(file, options, cuts);
      PageTable read = PageTable.read(file);
      for (int column = 0; column < TYPES.size(); column++) {
        assertThat(read.comparable(column).equals(table.comparable(column)))
            .as("seed %s, column %s, %s rows, %s", seed, TYPES.get(column), table.rows(), options)
            .isTrue();
      }
      PageTruth.check(file, table, cuts, "seed " + seed);
      if (round == 0) {
        Path other = record(table, folder.resolve(mostRows + "-records.parquet"));
        assertThat(rowsOnlyIn(file, other)).as("seed %s", seed).isEqualTo("0");
        assertThat(rowsOnlyIn(other, file)).as("seed %s", seed).isEqualTo("0");
      }
    }
  }

  /** The same table through Parquet's own encoders. */
  private static Path record(PageTable table, Path file) throws Exception {
    List<ArrayColumn> columns = TYPES.stream().map(ArrayColumn::new).toList();
    for (int column = 0; column < columns.size(); column++) {
      for (Object value : table.columns().get(column)) {
        add(columns.get(column), value);
      }
    }
    WriteOptions options =
        new WriteOptions(Codec.ZSTD, Optional.empty(), 8 << 20, 50_000, 1_000, List.of(), Map.of());
    try (ResultWriter writer = ResultWriter.open(file, table.schema(), Map.of(), options)) {
      writer.write(columns);
    }
    return file;
  }

  private static void add(ArrayColumn column, Object value) {
    if (value == null) {
      column.addNull();
    } else if (column.type().kind() == TypeKind.VARCHAR) {
      byte[] text = (byte[]) value;
      column.addBytes(text, 0, text.length);
    } else if (column.type().kind() == TypeKind.DOUBLE) {
      column.addDouble(Double.longBitsToDouble((Long) value));
    } else if (value instanceof byte[] digits) {
      column.addDecimal(new BigDecimal(new BigInteger(digits), column.type().scale()));
    } else {
      column.addLong((Long) value);
    }
  }

  private static String rowsOnlyIn(Path file, Path other) throws Exception {
    String numbered = "(SELECT row_number() OVER () AS n, * FROM read_parquet('%s'))";
    String query = "SELECT count(*) FROM (FROM " + numbered + " EXCEPT ALL FROM " + numbered + ")";
    return RowTexts.query(query.formatted(file, other)).get(0).get(0);
  }

  private static PageOptions options(Random random) {
    Codec codec = List.of(Codec.values()).get(random.nextInt(Codec.values().length));
    return random.nextBoolean()
        ? PageOptions.of(codec, Optional.empty())
        : new PageOptions(
            codec,
            Optional.empty(),
            1 + random.nextInt(20_000),
            1 + random.nextInt(20_000),
            random.nextBoolean() ? List.of("*") : List.of());
  }

  private static List<List<Integer>> cuts(Random random, int rows) {
    List<List<Integer>> groups = new ArrayList<>();
    int left = rows;
    while (left > 0) {
      List<Integer> runs = new ArrayList<>();
      for (int i = 1 + random.nextInt(6); i > 0 && left > 0; i--) {
        int run = Math.min(left, random.nextInt(Math.max(2, rows)));
        runs.add(run);
        left -= run;
      }
      if (runs.stream().mapToInt(run -> run).sum() > 0) {
        groups.add(runs);
      }
    }
    return groups;
  }

  private static PageTable table(Random random, int rows) {
    List<List<Object>> columns = new ArrayList<>();
    for (ColumnType type : TYPES) {
      List<Object> values = new ArrayList<>();
      int nulls = random.nextInt(5);
      long distinct = 1L << random.nextInt(type.equals(ColumnType.DATE) ? 30 : 60);
      int repeat = 1 + random.nextInt(random.nextBoolean() ? 200 : 2);
      Object value = null;
      for (int row = 0; row < rows; row++) {
        if (row % repeat == 0 || random.nextInt(repeat) == 0) {
          boolean isNull = nulls == 4 || (nulls == 3 && random.nextInt(50) > 0);
          isNull |= nulls == 2 && random.nextInt(4) == 0;
          value = isNull ? null : value(random, type, distinct);
        }
        values.add(value);
      }
      columns.add(values);
    }
    return new PageTable(TYPES, columns);
  }

  private static Object value(Random random, ColumnType type, long distinct) {
    long number = (random.nextLong() >>> 1) % distinct;
    return switch (type.kind()) {
      case BOOLEAN -> number & 1;
      case DOUBLE -> Double.doubleToRawLongBits((number - distinct / 2) / 8.0);
      case VARCHAR -> Long.toString(number, 36).getBytes(StandardCharsets.UTF_8);
      case DATE -> number - distinct / 2;
      case DECIMAL -> decimal(type, number - distinct / 2);
      case TIME -> number % 86_400_000_000L;
      default -> number;
    };
  }

  private static Object decimal(ColumnType type, long number) {
    if (type.precision() == 38) {
      byte[] digits = new byte[16];
      BigInteger some = BigInteger.valueOf(number);
      DecimalBytes.write(number % 3 == 0 ? some : some.pow(2), digits);
      return digits;
    }
    return number % (type.precision() == 9 ? 1_000_000_000L : Long.MAX_VALUE);
  }
}
