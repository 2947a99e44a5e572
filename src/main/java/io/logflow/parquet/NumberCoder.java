package io.logflow.parquet;

import java.util.Arrays;
import java.util.Optional;

/** Finds the different ones among numbers, unless there are too many for a dictionary to pay. */
final class NumberCoder {
  private static final int BLOCK = 4096;

  /** Numbers that lie close together are found by their place instead of by a hash. */
  private static final int MOST_PLACES = 1 << 16;

  private final NumberTable table = new NumberTable();
  private final DeltaEncoder delta = new DeltaEncoder();
  private int[] indices = new int[64];
  private int[] places = new int[64];
  private long[] different = new long[64];
  private int size;

  Optional<RunValues> code(long[] numbers, int count, PageLayout layout) {
    if (indices.length < count) {
      indices = new int[Math.max(count, indices.length * 2)];
    }
    if (!index(numbers, count, layout) || !pays(numbers, count, layout.storage())) {
      return Optional.empty();
    }
    return Optional.of(
        RunValues.ofNumbers(Arrays.copyOf(different, size), Indices.of(indices, count, size)));
  }

  /** Gives up, and says so, where most numbers are different. */
  private boolean index(long[] numbers, int count, PageLayout layout) {
    int most = layout.options().dictionaryBytes() / layout.storage().width();
    long least = least(numbers, count);
    long range = greatest(numbers, count) - least;
    if (range >= 0 && range < Math.min(MOST_PLACES, 2L * count)) {
      indexPlaces(numbers, count, least, (int) range + 1);
      return size <= most;
    }
    return indexHashes(numbers, count, most);
  }

  private static long least(long[] numbers, int count) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, numbers[i]);
    }
    return least;
  }

  private static long greatest(long[] numbers, int count) {
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      greatest = Math.max(greatest, numbers[i]);
    }
    return greatest;
  }

  private void indexPlaces(long[] numbers, int count, long least, int range) {
    if (places.length < range) {
      places = new int[range];
    }
    if (different.length < range) {
      different = new long[range];
    }
    Arrays.fill(places, 0, range, 0);
    int found = 0;
    for (int i = 0; i < count; i++) {
      int place = (int) (numbers[i] - least);
      int index = places[place] - 1;
      if (index < 0) {
        different[found] = numbers[i];
        index = found++;
        places[place] = found;
      }
      indices[i] = index;
    }
    size = found;
  }

  private boolean indexHashes(long[] numbers, int count, int most) {
    table.clear();
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      for (int i = from; i < to; i++) {
        indices[i] = table.indexOf(numbers[i]);
      }
      if (table.size() > most || (to >= BLOCK && table.size() > to - to / 8)) {
        return false;
      }
    }
    size = table.size();
    if (different.length < size) {
      different = new long[size];
    }
    System.arraycopy(table.values(), 0, different, 0, size);
    return true;
  }

  private boolean pays(long[] numbers, int count, Storage storage) {
    return worth(count, size, storage.plainBytes(size), storage.plainBytes(count))
        && (storage == Storage.DOUBLE ? !strange() : !ascends(numbers, count, storage));
  }

  /** Whether a dictionary and its indices are smaller than the values by so much that it counts. */
  static boolean worth(long count, int distinct, long dictionaryBytes, long plainBytes) {
    long indexBytes = count * HybridEncoder.width(distinct) / 8;
    return indexBytes + dictionaryBytes < plainBytes - plainBytes / 4;
  }

  /** Whether differences take less than indices, as those of sorted numbers do. */
  private boolean ascends(long[] numbers, int count, Storage storage) {
    int width = HybridEncoder.width(size);
    return width > 1 && delta.bitsOfValue(numbers, count, storage == Storage.INT32) + 1 < width;
  }

  /** NaN has no place in statistics and must be counted value by value. */
  private boolean strange() {
    for (int i = 0; i < size; i++) {
      if (Double.isNaN(Double.longBitsToDouble(different[i]))) {
        return true;
      }
    }
    return false;
  }
}
