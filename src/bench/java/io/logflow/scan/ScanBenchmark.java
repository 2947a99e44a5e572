package io.logflow.scan;

import io.logflow.format.Inspector;
import io.logflow.format.RecordReader;
import io.logflow.format.RowBatch;
import io.logflow.format.RowSink;
import io.logflow.format.csv.CsvRanges;
import io.logflow.format.csv.RecordLimits;
import io.logflow.job.ConversionOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One thread's way through 64 MB of text in the page cache: milliseconds for all of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScanBenchmark {
  private static final long BYTES = 64L << 20;
  private static final int COLUMNS = 10;

  /** What every field holds. */
  @Param({"integer", "decimal", "timestamp", "boolean", "text"})
  public String kind;

  private Path file;
  private CsvRanges ranges;
  private List<ColumnSettings> columns;
  private ConversionOptions options;

  /** Writes the file. */
  @Setup
  public void open() throws IOException {
    file = Files.createTempFile("logflow-bench", ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(String.join(",", names()) + "\n");
      long written = 0;
      for (int row = 0; written < BYTES; row++) {
        String value = value(row);
        String line = (value + ",").repeat(COLUMNS - 1) + value + "\n";
        out.write(line);
        written += line.length();
      }
    }
    options = new Jobs.Options().build();
    columns = names().stream().map(name -> ColumnSettings.of(name, options)).toList();
    RecordLimits limits = new RecordLimits(1 << 20, COLUMNS);
    ranges =
        CsvRanges.open(file, Inspector.inspect(file, options), limits, COLUMNS).orElseThrow();
  }

  private static List<String> names() {
    return IntStream.range(0, COLUMNS).mapToObj(column -> "column" + column).toList();
  }

  private String value(int row) {
    return switch (kind) {
      case "integer" -> Integer.toString(row * 7919 % 1_000_003);
      case "decimal" -> row % 10_007 + "." + (10 + row % 90);
      case "timestamp" ->
          "2024-0" + (1 + row % 9) + "-1" + row % 10 + " 1" + row % 9 + ":3" + row % 7 + ":00";
      case "boolean" -> row * 31 % 3 == 0 ? "true" : "false";
      default -> "some text " + row % 1000;
    };
  }

  /** Removes the file. */
  @TearDown
  public void close() throws IOException {
    ranges.close();
    Files.delete(file);
  }

  /** Reads and splits into fields. */
  @Benchmark
  public long split() throws IOException {
    long[] rows = {0};
    ranges.read(
        ranges.before().end(),
        Files.size(file),
        new RowSink() {
          @Override
          public void rows(RowBatch batch) {
            rows[0] += batch.rows();
          }

          @Override
          public void record(RecordReader record, int linesBefore) {
            rows[0]++;
          }
        });
    return rows[0];
  }

  /** Reads, splits, finds types and counts. */
  @Benchmark
  public long scan() throws IOException {
    BitSet all = new BitSet();
    all.set(0, COLUMNS);
    InputScan scan = new InputScan(0, columns, ScanHints.none(COLUMNS), all, options);
    RangeScan range = new RangeScan(scan, io.logflow.job.Control.NONE);
    ranges.read(ranges.before().end(), Files.size(file), range);
    return scan.rows();
  }

  /** Reads and hashes the bytes. */
  @Benchmark
  public byte[] sha256() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 18];
    try (var in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return digest.digest();
  }
}
