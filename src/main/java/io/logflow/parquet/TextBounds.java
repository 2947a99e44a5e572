package io.logflow.parquet;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The least and the greatest of a page's texts by their unsigned bytes, or of its decimals, whose
 * first byte is signed. Points into the arrays that are offered.
 */
final class TextBounds {
  /**
   * Longer bounds are in no footer: a chunk's must be shorter than 4 KB, and an index cuts its own
   * to 64 bytes.
   */
  private static final int LONGEST = 8192;

  /** The last code point starts with it; only before it there is always a greater one. */
  private static final int LAST_START = 0xF4;

  private final Place least = new Place();
  private final Place greatest = new Place();
  private boolean some;
  private long flip;

  void start(Storage storage) {
    some = false;
    flip = storage == Storage.TEXT ? Long.MIN_VALUE : 0;
    least.bytes = null;
    greatest.bytes = null;
  }

  void add(byte[] bytes, int from, int length) {
    long prefix = TextHash.prefix(bytes, from, length) ^ flip;
    if (!some) {
      some = true;
      least.set(bytes, from, length, prefix);
      greatest.set(bytes, from, length, prefix);
      return;
    }
    if (prefix <= least.prefix && least.compare(bytes, from, length, prefix) < 0) {
      least.set(bytes, from, length, prefix);
    }
    if (prefix >= greatest.prefix && greatest.compare(bytes, from, length, prefix) > 0) {
      greatest.set(bytes, from, length, prefix);
    }
  }

  Statistics<?> statistics(PrimitiveType type, long nulls) {
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nulls);
    if (some) {
      statistics.updateStats(least.cut(true));
      statistics.updateStats(greatest.cut(greatest.first() < LAST_START));
    }
    return statistics;
  }

  private static final class Place {
    private byte[] bytes;
    private int from;
    private int length;
    private long prefix;

    void set(byte[] newBytes, int newFrom, int newLength, long newPrefix) {
      bytes = newBytes;
      from = newFrom;
      length = newLength;
      prefix = newPrefix;
    }

    int compare(byte[] other, int otherFrom, int otherLength, long otherPrefix) {
      return prefix == otherPrefix
          ? Arrays.compareUnsigned(
              other, otherFrom, otherFrom + otherLength, bytes, from, from + length)
          : Long.compare(otherPrefix, prefix);
    }

    /** The first byte; 0 of an empty text. */
    int first() {
      return length == 0 ? 0 : bytes[from] & 0xFF;
    }

    Binary cut(boolean allowed) {
      int end = from + length;
      if (allowed && length > LONGEST) {
        end = from + LONGEST;
        while (end > from && (bytes[end] & 0xC0) == 0x80) {
          end--;
        }
      }
      return Binary.fromConstantByteArray(Arrays.copyOfRange(bytes, from, end));
    }
  }
}
