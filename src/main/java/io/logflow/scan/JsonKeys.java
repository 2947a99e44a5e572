package io.logflow.scan;

import io.logflow.job.CanonicalHash;
import java.util.Arrays;

/**
 * Things found by a key of bytes, in the order in which they were added. A guess at the place costs
 * one comparison where it is right, as it mostly is.
 */
final class JsonKeys<T> {
  private static final int FREE = -1;

  private byte[][] keys = new byte[8][];
  private Object[] things = new Object[8];
  private int[] table = free(32);
  private int size;

  private static int[] free(int room) {
    int[] table = new int[room];
    Arrays.fill(table, FREE);
    return table;
  }

  /** The place of a key, negative where it is not there. */
  int find(byte[] b, int from, int to, int guess) {
    if (guess < size && matches(guess, b, from, to)) {
      return guess;
    }
    int mask = table.length - 1;
    int slot = hash(b, from, to) & mask;
    while (table[slot] != FREE && !matches(table[slot], b, from, to)) {
      slot = (slot + 1) & mask;
    }
    return table[slot];
  }

  private boolean matches(int place, byte[] b, int from, int to) {
    byte[] key = keys[place];
    return key.length == to - from && Arrays.equals(key, 0, key.length, b, from, to);
  }

  private static int hash(byte[] b, int from, int to) {
    return (int) CanonicalHash.ofText(b, from, to);
  }

  /** Adds a key that is not there. */
  void add(byte[] key, T thing) {
    if (size == things.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      things = Arrays.copyOf(things, 2 * size);
      table = free(8 * size);
      for (int place = 0; place < size; place++) {
        enter(place);
      }
    }
    keys[size] = key;
    things[size] = thing;
    enter(size++);
  }

  private void enter(int place) {
    int mask = table.length - 1;
    int slot = hash(keys[place], 0, keys[place].length) & mask;
    while (table[slot] != FREE) {
      slot = (slot + 1) & mask;
    }
    table[slot] = place;
  }

  @SuppressWarnings("unchecked") // Only T enters.
  T get(int place) {
    return (T) things[place];
  }

  byte[] key(int place) {
    return keys[place];
  }

  int size() {
    return size;
  }
}
