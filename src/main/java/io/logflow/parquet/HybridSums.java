package io.logflow.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.bitpacking.BytePacker;
import org.apache.parquet.column.values.bitpacking.Packer;

/**
 * Sums what the numbers of a page stand for, run by run: definition levels, or places in a
 * dictionary, in Parquet's RLE/bit-packing hybrid (format specification, Encodings.md). A number at
 * a time, as Parquet's own reader gives them, costs more than all else of a count.
 */
final class HybridSums {
  private static final int GROUP = 8;

  private final ByteBuffer bytes;
  private final int end;
  private final int width;
  private final long[] weights;
  private final int[] group = new int[GROUP];
  private int at;

  /**
   * @param width bits of a number
   * @param weights what each number stands for
   */
  private HybridSums(ByteBuffer bytes, int width, long[] weights) {
    this.bytes = bytes;
    this.at = bytes.position();
    this.end = bytes.limit();
    this.width = width;
    this.weights = weights;
  }

  /**
   * The sum over the next numbers of a stream.
   *
   * @param length bytes that they take
   * @param width bits of a number
   * @param count how many numbers
   * @param weights what each number stands for
   * @throws IOException where they are not that many
   */
  static long of(ByteBufferInputStream in, int length, int width, int count, long[] weights)
      throws IOException {
    if (width < 0 || width > Integer.SIZE || length < 0 || length > in.available()) {
      throw new IOException("a page that does not hold what it says");
    }
    return new HybridSums(in.slice(length), width, weights).sum(count);
  }

  private long sum(int count) throws IOException {
    long sum = 0;
    int left = count;
    while (left > 0) {
      int header = header();
      int numbers = header >>> 1;
      if (numbers == 0) {
        throw new IOException("a run of no numbers");
      }
      if ((header & 1) == 0) {
        int run = Math.min(numbers, left);
        sum += run * weights[repeated()];
        left -= run;
      } else {
        int run = (int) Math.min((long) numbers * GROUP, left);
        sum += packed(run);
        left -= run;
      }
    }
    return sum;
  }

  private int header() throws IOException {
    int header = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = next();
      header |= (next & 0x7f) << shift;
      if (next < 0x80) {
        return header;
      }
    }
    throw new IOException("a run whose length has too many digits");
  }

  private int repeated() throws IOException {
    int value = 0;
    for (int shift = 0; shift < width; shift += 8) {
      value |= next() << shift;
    }
    return value;
  }

  private int next() throws IOException {
    if (at >= end) {
      throw new IOException("a page that ends within its numbers");
    }
    return bytes.get(at++) & 0xff;
  }

  /** Numbers of {@link #width} bits each; they come in groups, of which the last is filled up. */
  private long packed(int count) throws IOException {
    if (width == 0) {
      return count * weights[0];
    }
    BytePacker packer = Packer.LITTLE_ENDIAN.newBytePacker(width);
    long sum = 0;
    int left = count;
    for (; left >= GROUP && at + width <= end; left -= GROUP) {
      packer.unpack8Values(bytes, at, group, 0);
      at += width;
      sum +=
          weights[group[0]]
              + weights[group[1]]
              + weights[group[2]]
              + weights[group[3]]
              + weights[group[4]]
              + weights[group[5]]
              + weights[group[6]]
              + weights[group[7]];
    }
    while (left > 0) {
      // Some writers leave out the end of the last group.
      ByteBuffer last = ByteBuffer.allocate(width);
      int there = Math.min(width, end - at);
      if (there * 8L < Math.min(left, GROUP) * (long) width) {
        throw new IOException("a page that ends within its numbers");
      }
      last.put(0, bytes, at, there);
      at += there;
      packer.unpack8Values(last, 0, group, 0);
      for (int number = 0; number < Math.min(left, GROUP); number++) {
        sum += weights[group[number]];
      }
      left -= GROUP;
    }
    return sum;
  }
}
