package io.logflow.scan;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Fields of text into a batch of one column and the batch read once, as an encoder would:
 * nanoseconds a value. In Java's arrays, and in Arrow's layout in buffers outside the heap, written
 * without vectors' own checks. One value in ten is NULL.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend = {
      "--add-opens=java.base/java.nio=ALL-UNNAMED",
      "-Darrow.enable_unsafe_memory_access=true",
      "-Darrow.enable_null_check_for_get=false"
    })
public class ArrowLayoutBenchmark {
  private static final int ROWS = 8192;

  private final int[] starts = new int[ROWS + 1];
  private final long[] numbers = new long[ROWS];
  private final long[] valid = new long[ROWS / 64];
  private final int[] offsets = new int[ROWS + 1];
  private byte[] fields;
  private byte[] texts;
  private BufferAllocator allocator;
  private BigIntVector numberVector;
  private VarCharVector textVector;

  /** Makes the fields. */
  @Setup
  public void open() {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder all = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      starts[row] = all.length();
      all.append(row % 10 == 7 ? "" : Integer.toString(random.nextInt(100_000_000)));
    }
    starts[ROWS] = all.length();
    fields = (all + " ".repeat(16)).getBytes(StandardCharsets.ISO_8859_1);
    texts = new byte[fields.length];
    allocator = new RootAllocator();
    numberVector = new BigIntVector("n", allocator);
    numberVector.allocateNew(ROWS);
    textVector = new VarCharVector("t", allocator);
    textVector.allocateNew(fields.length, ROWS);
  }

  @TearDown
  public void close() {
    numberVector.close();
    textVector.close();
    allocator.close();
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long numbersInArrays() {
    java.util.Arrays.fill(valid, 0);
    for (int row = 0; row < ROWS; row++) {
      if (starts[row] < starts[row + 1]) {
        numbers[row] = number(row);
        valid[row >>> 6] |= 1L << row;
      }
    }
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      if ((valid[row >>> 6] & 1L << row) != 0) {
        sum += numbers[row];
      }
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long numbersInArrow() {
    ArrowBuf data = numberVector.getDataBuffer();
    ArrowBuf present = numberVector.getValidityBuffer();
    long bits = 0;
    for (int row = 0; row < ROWS; row++) {
      if (starts[row] < starts[row + 1]) {
        data.setLong(8L * row, number(row));
        bits |= 1L << row;
      }
      if ((row & 63) == 63) {
        present.setLong((row - 63) / 8, bits);
        bits = 0;
      }
    }
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      if ((present.getByte(row >>> 3) & 1 << (row & 7)) != 0) {
        sum += data.getLong(8L * row);
      }
    }
    return sum;
  }

  private long number(int row) {
    return PlainNumber.value(PlainNumber.parse(fields, starts[row], starts[row + 1]));
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long textsInArrays() {
    int at = 0;
    for (int row = 0; row < ROWS; row++) {
      int length = starts[row + 1] - starts[row];
      System.arraycopy(fields, starts[row], texts, at, length);
      at += length;
      offsets[row + 1] = at;
    }
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      for (int next = offsets[row]; next < offsets[row + 1]; next++) {
        sum = 31 * sum + texts[next];
      }
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long textsInArrow() {
    ArrowBuf data = textVector.getDataBuffer();
    ArrowBuf ends = textVector.getOffsetBuffer();
    int at = 0;
    for (int row = 0; row < ROWS; row++) {
      int length = starts[row + 1] - starts[row];
      data.setBytes(at, fields, starts[row], length);
      at += length;
      ends.setInt(4L * (row + 1), at);
    }
    long sum = 0;
    for (int row = 0; row < ROWS; row++) {
      int end = ends.getInt(4L * (row + 1));
      for (int next = ends.getInt(4L * row); next < end; next++) {
        sum = 31 * sum + data.getByte(next);
      }
    }
    return sum;
  }
}
