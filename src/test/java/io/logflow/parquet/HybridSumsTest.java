package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over what Parquet's own encoder writes. */
class HybridSumsTest {
  private static ByteBufferInputStream stream(byte[] bytes) {
    return ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes));
  }

  private static long sum(byte[] bytes, int width, int count, long[] weights) throws IOException {
    return HybridSums.of(stream(bytes), bytes.length, width, count, weights);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 13, 16})
  void runs_and_packed_numbers_are_summed_in_any_mixture(int width) throws IOException {
    Random random = new Random(width);
    long[] weights = random.longs(1L << width).toArray();
    for (int turn = 0; turn < 200; turn++) {
      try (RunLengthBitPackingHybridEncoder encoder =
          new RunLengthBitPackingHybridEncoder(width, 64, 1 << 20, new HeapByteBufferAllocator())) {
        int count = 0;
        long expected = 0;
        for (int stretch = 0; stretch < 5; stretch++) {
          int length = random.nextInt(40);
          boolean same = random.nextBoolean();
          int value = random.nextInt(weights.length);
          for (int number = 0; number < length; number++) {
            value = same ? value : random.nextInt(weights.length);
            encoder.writeInt(value);
            expected += weights[value];
            count++;
          }
        }
        BytesInput bytes = encoder.toBytes();
        int length = (int) bytes.size();

        assertThat(HybridSums.of(bytes.toInputStream(), length, width, count, weights))
            .isEqualTo(expected);
      }
    }
  }

  /** 1, 2, 3 in groups of eight numbers of two bits, by hand: 0b111001, and the rest left out. */
  @Test
  void a_last_group_may_be_cut_behind_its_numbers() throws IOException {
    byte[] bytes = {0b11, 0b111001};

    assertThat(sum(bytes, 2, 3, new long[] {1000, 1, 10, 100})).isEqualTo(111);
    assertThat(sum(bytes, 2, 4, new long[] {1000, 1, 10, 100})).isEqualTo(1111);
    assertThatThrownBy(() -> sum(bytes, 2, 5, new long[4])).isInstanceOf(IOException.class);
  }

  @Test
  void what_is_damaged_is_told() {
    assertThatThrownBy(() -> sum(new byte[] {0, 1}, 1, 1, new long[2]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> sum(new byte[] {4}, 1, 2, new long[2]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> sum(new byte[] {4, 3}, 2, 2, new long[2]))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    assertThatThrownBy(() -> sum(new byte[] {-1, -1, -1, -1, -1, 1}, 1, 1, new long[2]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> HybridSums.of(stream(new byte[1]), 2, 1, 1, new long[2]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> HybridSums.of(stream(new byte[1]), 1, 33, 1, new long[2]))
        .isInstanceOf(IOException.class);
  }
}
