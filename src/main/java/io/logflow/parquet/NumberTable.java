package io.logflow.parquet;

import java.util.Arrays;

/** Different numbers in the order of their first appearance. */
final class NumberTable {
  private static final int LEAST_SLOTS = 64;

  private long[] values = new long[LEAST_SLOTS];
  private long[] keys = new long[LEAST_SLOTS];

  /** Index and one; zero where the slot is free. */
  private int[] slots = new int[LEAST_SLOTS];

  /** Slots in use; the arrays may be longer. */
  private int capacity = LEAST_SLOTS;

  private int size;

  int size() {
    return size;
  }

  long[] values() {
    return values;
  }

  void clear() {
    Arrays.fill(slots, 0, capacity, 0);
    capacity = LEAST_SLOTS;
    size = 0;
  }

  /** The number's index, or -1. */
  int find(long value) {
    return slots[slotOf(value)] - 1;
  }

  /** The number's index; it is added where it is new. */
  int indexOf(long value) {
    int slot = slotOf(value);
    int index = slots[slot] - 1;
    return index >= 0 ? index : insert(value, slot);
  }

  private int slotOf(long value) {
    int mask = capacity - 1;
    int slot = (int) TextHash.mix(value) & mask;
    while (slots[slot] != 0 && keys[slot] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int insert(long value, int slot) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
    keys[slot] = value;
    slots[slot] = size;
    if (size * 2 > capacity) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    int wanted = capacity * 4;
    Arrays.fill(slots, 0, capacity, 0);
    if (slots.length < wanted) {
      slots = new int[wanted];
      keys = new long[wanted];
    }
    capacity = wanted;
    for (int index = 0; index < size; index++) {
      int slot = slotOf(values[index]);
      keys[slot] = values[index];
      slots[slot] = index + 1;
    }
  }
}
