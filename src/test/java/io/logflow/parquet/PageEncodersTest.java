package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the encoders write is read by parquet-java's decoders. */
class PageEncodersTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 7, 8, 9, 12, 15, 16, 17, 20, 24, 31})
  void runs_and_packed_groups_of_every_width_come_back(int width) throws Exception {
    for (int round = 0; round < 200; round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      int[] values = new int[random.nextInt(400)];
      int value = 0;
      int repeat = 1 + random.nextInt(60);
      for (int i = 0; i < values.length; i++) {
        value = random.nextInt(repeat) == 0 ? random.nextInt() & ((1 << width) - 1) : value;
        values[i] = value;
      }
      ByteSink out = new ByteSink();
      HybridEncoder.encode(values, values.length, width, out);
      var decoder =
          new RunLengthBitPackingHybridDecoder(
              width, ByteBufferInputStream.wrap(ByteBuffer.wrap(out.copy())));
      for (int i = 0; i < values.length; i++) {
        assertThat(decoder.readInt()).as("seed %s, value %s", seed, i).isEqualTo(values[i]);
      }
    }
  }

  @Test
  void a_million_equal_indices_take_a_few_bytes() {
    int[] values = new int[1_000_000];
    Arrays.fill(values, 300);
    ByteSink out = new ByteSink();
    HybridEncoder.encode(values, values.length, 9, out);
    assertThat(out.length()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 32, 33, 127, 128, 129, 130, 1_000, 5_001})
  void differences_come_back_also_beyond_the_range(int count) throws Exception {
    for (int round = 0; round < 60; round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      boolean narrow = random.nextBoolean();
      int shift = random.nextInt(64);
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        long value =
            random.nextInt(9) == 0
                ? (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE)
                : random.nextLong() >> shift;
        values[i] = narrow ? (int) (value >> 32) : value;
      }
      ByteSink out = new ByteSink();
      DeltaEncoder encoder = new DeltaEncoder();
      assertThat(encoder.bitsOfValue(values, count, narrow)).isBetween(0, 65);
      encoder.encode(values, 0, count, narrow, out);
      DeltaBinaryPackingValuesReader reader = new DeltaBinaryPackingValuesReader();
      reader.initFromPage(count, ByteBufferInputStream.wrap(ByteBuffer.wrap(out.copy())));
      for (int i = 0; i < count; i++) {
        long read = narrow ? reader.readInteger() : reader.readLong();
        assertThat(read).as("seed %s, value %s", seed, i).isEqualTo(values[i]);
      }
    }
  }

  @Test
  void ascending_numbers_take_a_bit_or_less() {
    long[] values = new long[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1_700_000_000_000L + i;
    }
    ByteSink out = new ByteSink();
    new DeltaEncoder().encode(values, 0, values.length, false, out);
    assertThat(out.length()).isLessThan(values.length / 8);
    assertThat(new DeltaEncoder().bitsOfValue(values, values.length, false)).isZero();
  }

  @Test
  void levels_of_any_pattern_come_back() throws Exception {
    for (int round = 0; round < 500; round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      int rows = 1 + random.nextInt(600);
      int repeat = 1 + random.nextInt(120);
      boolean[] isNull = new boolean[rows];
      NullBits whole = new NullBits();
      boolean now = random.nextBoolean();
      for (int row = 0; row < rows; row++) {
        now ^= random.nextInt(repeat) == 0;
        isNull[row] = now;
        if (now) {
          whole.addNull(row);
        }
      }
      whole.setRows(rows);
      NullBits put = new NullBits();
      int counted = 0;
      for (int from = 0; from < rows; ) {
        int to = Math.min(rows, from + 1 + random.nextInt(rows));
        put.add(whole, from, to);
        counted += whole.nullsIn(from, to);
        from = to;
      }
      assertThat(counted).as("seed %s", seed).isEqualTo(whole.nulls()).isEqualTo(put.nulls());
      ByteSink out = new ByteSink();
      put.copy().writeLevels(out);
      ByteBuffer levels = ByteBuffer.wrap(out.copy());
      levels.position(4);
      var decoder = new RunLengthBitPackingHybridDecoder(1, ByteBufferInputStream.wrap(levels));
      for (int row = 0; row < rows; row++) {
        assertThat(decoder.readInt()).as("seed %s, %s", seed, row).isEqualTo(isNull[row] ? 0 : 1);
      }
    }
  }
}
