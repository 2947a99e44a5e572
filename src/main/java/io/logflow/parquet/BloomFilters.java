package io.logflow.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Bloom filters of column chunks: Parquet's split blocks over XXH64 of the plainly encoded values.
 * A filter is made for as many values as there may be at most, then halved while it stays true
 * enough: block {@code i} of the half is blocks {@code 2i} and {@code 2i + 1} of the whole.
 */
final class BloomFilters {
  /** How often a filter may say of a value that is not there that it could be. */
  private static final double FALSE_POSITIVES = 0.01;

  /** A filter that lets more absent values pass is of no use to anybody. */
  private static final double MOST_FALSE_POSITIVES = 0.1;

  /** Enough for six million different values. */
  private static final int MOST_BYTES = 8 << 20;

  private static final int BLOCK = 32;

  private BloomFilters() {}

  /** Whether a column is to have filters; one of two values never has. */
  static boolean asked(List<String> columns, PrimitiveType type) {
    boolean named = columns.contains("*") || columns.contains(type.getName());
    return named && type.getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN;
  }

  /** Hashes of the first {@code count} numbers, given as {@link NumberPages#add} takes them. */
  static long[] hashes(long[] numbers, int count, Storage storage) {
    BlockSplitBloomFilter hasher = hasher();
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      hashes[i] =
          storage == Storage.INT32 ? hasher.hash((int) numbers[i]) : hasher.hash(numbers[i]);
    }
    return hashes;
  }

  /**
   * Hashes of texts, or of decimals of 16 bytes.
   *
   * @param plain the values, plainly encoded
   */
  static long[] hashes(ByteSink plain, boolean fixed) {
    BlockSplitBloomFilter hasher = hasher();
    int head = fixed ? 0 : 4;
    byte[] bytes = plain.bytes();
    long[] hashes = new long[64];
    int count = 0;
    int at = 0;
    while (at < plain.length()) {
      int length = fixed ? DecimalBytes.LENGTH : (int) ByteSink.INT.get(bytes, at);
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
      }
      hashes[count++] = hasher.hash(Binary.fromConstantByteArray(bytes, at + head, length));
      at += head + length;
    }
    return Arrays.copyOf(hashes, count);
  }

  /** Hashes values; it does so through a buffer of its own, so no two threads may share one. */
  private static BlockSplitBloomFilter hasher() {
    return new BlockSplitBloomFilter(BlockSplitBloomFilter.LOWER_BOUND_BYTES);
  }

  /** The filter of a column chunk whose runs have hashes; empty where it would be of no use. */
  static Optional<BlockSplitBloomFilter> of(List<PageRun> runs) {
    long most = runs.stream().mapToLong(run -> run.bloomHashes().length).sum();
    int bits = BlockSplitBloomFilter.optimalNumOfBits(Math.max(1, most), FALSE_POSITIVES);
    BlockSplitBloomFilter filter =
        new BlockSplitBloomFilter(Math.min(bits / Byte.SIZE, MOST_BYTES), MOST_BYTES);
    for (PageRun run : runs) {
      for (long hash : run.bloomHashes()) {
        filter.insertHash(hash);
      }
    }
    byte[] blocks = smallest(bytes(filter));
    return falsePositives(blocks) > MOST_FALSE_POSITIVES
        ? Optional.empty()
        : Optional.of(new BlockSplitBloomFilter(blocks));
  }

  private static byte[] bytes(BlockSplitBloomFilter filter) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(filter.getBitsetSize());
    try {
      filter.writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] smallest(byte[] blocks) {
    byte[] best = blocks;
    while (best.length > BLOCK) {
      byte[] half = halved(best);
      if (falsePositives(half) > FALSE_POSITIVES) {
        break;
      }
      best = half;
    }
    return best;
  }

  private static byte[] halved(byte[] blocks) {
    byte[] half = new byte[blocks.length / 2];
    for (int at = 0; at < half.length; at++) {
      int first = at / BLOCK * 2 * BLOCK + at % BLOCK;
      half[at] = (byte) (blocks[first] | blocks[first + BLOCK]);
    }
    return half;
  }

  /** A value asks one block for one bit in each of its eight words. */
  private static double falsePositives(byte[] blocks) {
    double sum = 0;
    for (int block = 0; block < blocks.length; block += BLOCK) {
      double chance = 1;
      for (int word = 0; word < BLOCK; word += 4) {
        chance *= Integer.bitCount((int) ByteSink.INT.get(blocks, block + word)) / 32.0;
      }
      sum += chance;
    }
    return sum * BLOCK / blocks.length;
  }
}
