package io.logflow.scan;

import io.logflow.format.Inspector;
import io.logflow.format.json.JsonChunk;
import io.logflow.format.json.JsonReader;
import io.logflow.format.json.JsonRecords;
import io.logflow.job.Job;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** One thread's way through 64 MB of NDJSON in memory: milliseconds for all of it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonBenchmark {
  private static final long BYTES = 64L << 20;

  /** The same keys in every record, keys that come and go, or values in one another. */
  @Param({"same", "changing", "nested"})
  public String keys;

  private final List<JsonChunk> chunks = new ArrayList<>();
  private Path file;
  private Job job;

  /** Writes the file and reads it. */
  @Setup
  public void open() throws IOException {
    file = Files.createTempFile("logflow-bench", ".ndjson");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      long written = 0;
      for (int row = 0; written < BYTES; row++) {
        String line = record(row) + "\n";
        out.write(line);
        written += line.length();
      }
    }
    job = new Inspector().inspect(Jobs.open(new Jobs.Options(), file));
    try (JsonReader reader = JsonReader.open(job.inputs().get(0), job.options())) {
      JsonChunk chunk = new JsonChunk();
      while (reader.next(chunk)) {
        chunks.add(chunk);
        chunk = new JsonChunk();
      }
    }
  }

  private String record(int row) {
    String odd =
        switch (keys) {
          case "changing" -> row * 31 % 3 == 0 ? "\"error\":\"none\"," : "";
          case "nested" -> "\"order\":{\"items\":[" + row % 10 + ",2],\"paid\":true},";
          default -> "";
        };
    return "{\"id\":\"C%08d\",%s\"at\":\"2024-0%d-1%d 1%d:30:00\",\"amount\":%d.%d,\"count\":%d,\"on\":%s,\"note\":\"note %d of some length\"}"
        .formatted(
            row,
            odd,
            1 + row % 9,
            row % 10,
            row % 9,
            row % 10_007,
            10 + row % 90,
            row % 100,
            row * 31 % 3 == 0,
            row * 7919 % 1_000_003);
  }

  /** Removes the file. */
  @TearDown
  public void close() throws IOException {
    Files.delete(file);
  }

  /** Reads every record into tokens. */
  @Benchmark
  public long parse() {
    JsonRecords records =
        new JsonRecords(job.inputs().get(0), job.options().maxRecordBytes());
    long tokens = 0;
    for (JsonChunk chunk : chunks) {
      records.begin(chunk);
      while (records.next()) {
        tokens += records.tape().size();
      }
    }
    return tokens;
  }

  /** Reads every record, finds types and counts. */
  @Benchmark
  public int scan() {
    JsonNode tree = new JsonNode(JsonPath.root(job.options()));
    JsonScanner scanner = new JsonScanner(0, job.inputs().get(0), job.options());
    for (JsonChunk chunk : chunks) {
      tree.merge(scanner.apply(chunk).root);
    }
    return tree.size();
  }
}
