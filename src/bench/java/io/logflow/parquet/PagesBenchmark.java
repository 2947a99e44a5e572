package io.logflow.parquet;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One thread's way from values to the pages of a column, snappy: nanoseconds for a value. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PagesBenchmark {
  private static final int ROWS = 50_000;
  private static final int STRETCHES = 20;
  private static final int VALUES = ROWS * STRETCHES;

  /** What the column holds. */
  @Param({"few integers", "integers", "times", "doubles", "prices", "few texts", "texts"})
  public String kind;

  private final PageOptions options = PageOptions.of(Codec.SNAPPY, Optional.empty());
  private final long[] numbers = new long[VALUES];
  private final int[] ends = new int[VALUES + 1];
  private byte[] texts = new byte[0];
  private ColumnType type;
  private PageColumn column;
  private Path folder;
  private List<PageRun> runs;

  /** Makes the values. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("logflow-bench");
    Random random = new Random(1);
    type =
        switch (kind) {
          case "times" -> ColumnType.TIMESTAMP;
          case "doubles", "prices" -> ColumnType.DOUBLE;
          case "few texts", "texts" -> ColumnType.VARCHAR;
          default -> ColumnType.BIGINT;
        };
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < VALUES; i++) {
      numbers[i] = number(random, i);
      if (type == ColumnType.VARCHAR) {
        all.append(
            kind.equals("texts")
                ? "text %012x".formatted(random.nextLong() >>> 16)
                : "tx%06d".formatted(random.nextInt(1000)));
        ends[i + 1] = all.length();
      }
    }
    texts = all.toString().getBytes(StandardCharsets.US_ASCII);
    column = PageColumn.of(new Column("c", type), options);
    runs = encodeAll();
  }

  private long number(Random random, int row) {
    return switch (kind) {
      case "few integers" -> random.nextInt(1000);
      case "integers" -> random.nextLong();
      case "times" -> row * 1_000_000L + random.nextInt(900_000);
      case "doubles" -> Double.doubleToRawLongBits(random.nextDouble());
      default -> Double.doubleToRawLongBits(random.nextInt(10_000) / 100.0);
    };
  }

  /** Removes the file. */
  @TearDown
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve("pages.parquet"));
    Files.delete(folder);
  }

  private List<PageRun> encodeAll() {
    List<PageRun> encoded = new ArrayList<>();
    for (int first = 0; first < VALUES; first += ROWS) {
      if (column instanceof NumberPages pages) {
        for (int row = first; row < first + ROWS; row++) {
          pages.add(numbers[row]);
        }
      } else {
        TextPages pages = (TextPages) column;
        for (int row = first; row < first + ROWS; row++) {
          pages.add(texts, ends[row], ends[row + 1]);
        }
      }
      encoded.add(column.finish());
    }
    return encoded;
  }

  /** Takes values and encodes them, as each worker does. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public List<PageRun> encode() {
    return encodeAll();
  }

  /** Puts a row group together and writes it, as only one thread does. */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public long write() throws IOException {
    Path file = folder.resolve("pages.parquet");
    Files.deleteIfExists(file);
    Schema schema = new Schema(List.of(new Column("values", type)));
    try (PageFile out = PageFile.create(file, schema, options)) {
      out.write(VALUES, List.of(new PageFile.Runs(runs)));
      out.finish(Map.of());
      return out.rows();
    }
  }
}
