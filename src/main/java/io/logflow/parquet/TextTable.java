package io.logflow.parquet;

import java.util.Arrays;

/**
 * Different texts in the order of their first appearance, laid out as Parquet's plain encoding. Who
 * counts values may keep what it knows of each text beside it.
 */
public final class TextTable {
  private static final int LEAST_SLOTS = 16;
  private static final int MOST_KEPT_SLOTS = 1 << 16;
  private static final long HASH_BITS = 0xFFFFFFFF00000000L;

  private final int head;
  private final ByteSink plain = new ByteSink();

  /** Where each text's bytes start, behind its length; then where the next one's would. */
  private int[] starts = new int[LEAST_SLOTS / 2];

  private long[] notes = new long[0];

  /** Half of a hash over index and one; zero where the slot is free. */
  private long[] slots = new long[LEAST_SLOTS];

  private int size;

  TextTable(boolean fixed) {
    this.head = fixed ? 0 : 4;
    starts[0] = head;
  }

  /** How many different texts there are. */
  public int size() {
    return size;
  }

  /** All texts, plainly encoded. */
  ByteSink plain() {
    return plain;
  }

  /** Where each text's bytes start, behind its length; one more at the end. */
  int[] starts() {
    return Arrays.copyOf(starts, size + 1);
  }

  int start(int index) {
    return starts[index];
  }

  int length(int index) {
    return starts[index + 1] - starts[index] - head;
  }

  /** What was noted of a text; 0 where nothing was. */
  public long note(int index) {
    return index < notes.length ? notes[index] : 0;
  }

  /** Notes something of a text. */
  public void note(int index, long value) {
    if (index >= notes.length) {
      notes = Arrays.copyOf(notes, Math.max(index + 1, starts.length));
    }
    notes[index] = value;
  }

  long heldBytes() {
    return plain.bytes().length + 4L * starts.length + 8L * (slots.length + notes.length);
  }

  void clear() {
    if (slots.length > MOST_KEPT_SLOTS) {
      slots = new long[LEAST_SLOTS];
    } else if (size > 0) {
      Arrays.fill(slots, 0);
    }
    Arrays.fill(notes, 0, Math.min(size, notes.length), 0);
    plain.clear();
    size = 0;
  }

  /** The text's index, or -1. */
  int find(byte[] bytes, int from, int to, long hash) {
    return (int) slots[slotOf(bytes, from, to, hash)] - 1;
  }

  /**
   * The index of the text of the bytes {@code from} (inclusive) to {@code to} (exclusive); where it
   * is new, it is added and its index is what the size was.
   */
  public int indexOf(byte[] bytes, int from, int to) {
    return indexOf(bytes, from, to, TextHash.of(bytes, from, to));
  }

  /** As {@link #indexOf(byte[], int, int)}, of a text with this {@link TextHash}. */
  int indexOf(byte[] bytes, int from, int to, long hash) {
    int slot = slotOf(bytes, from, to, hash);
    int index = (int) slots[slot] - 1;
    return index >= 0 ? index : insert(bytes, from, to, hash, slot);
  }

  /** What {@link #lookAhead} takes for a text. */
  public static long hash(byte[] bytes, int from, int to) {
    return TextHash.of(bytes, from, to);
  }

  /**
   * Looks where texts probably are. Where columns are many, that lies far apart in memory: it is
   * asked for once for many texts.
   *
   * @param hashes {@code from} (inclusive) to {@code to} (exclusive)
   * @param found takes, from 0 on, what {@link #indexOf(long, byte[], int, int, long)} wants
   */
  public void lookAhead(long[] hashes, int from, int to, long[] found) {
    int mask = slots.length - 1;
    for (int at = from; at < to; at++) {
      found[at - from] = slots[(int) TextHash.mix(hashes[at]) & mask];
    }
  }

  /**
   * The index of a text that was looked ahead for.
   *
   * @param found what was found
   */
  public int indexOf(long found, byte[] bytes, int from, int to, long hash) {
    boolean here =
        found != 0 && ((found ^ hash) & HASH_BITS) == 0 && same((int) found - 1, bytes, from, to);
    return here ? (int) found - 1 : indexOf(bytes, from, to, hash);
  }

  private int slotOf(byte[] bytes, int from, int to, long hash) {
    int mask = slots.length - 1;
    int place = (int) TextHash.mix(hash) & mask;
    long slot = slots[place];
    while (slot != 0
        && (((slot ^ hash) & HASH_BITS) != 0 || !same((int) slot - 1, bytes, from, to))) {
      place = (place + 1) & mask;
      slot = slots[place];
    }
    return place;
  }

  private boolean same(int index, byte[] bytes, int from, int to) {
    int start = starts[index];
    int length = starts[index + 1] - start - head;
    return length == to - from && TextHash.same(plain.bytes(), start, bytes, from, length);
  }

  private int insert(byte[] bytes, int from, int to, long hash, int slot) {
    if (size + 1 == starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
    plain.reserve(4L + to - from);
    if (head > 0) {
      plain.putInt(to - from);
    }
    starts[size] = plain.length();
    plain.put(bytes, from, to - from);
    size++;
    starts[size] = plain.length() + head;
    slots[slot] = (hash & HASH_BITS) | size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  private void grow() {
    slots = new long[slots.length * 4];
    int mask = slots.length - 1;
    for (int index = 0; index < size; index++) {
      int start = starts[index];
      long hash = TextHash.of(plain.bytes(), start, start + length(index));
      int place = (int) TextHash.mix(hash) & mask;
      while (slots[place] != 0) {
        place = (place + 1) & mask;
      }
      slots[place] = (hash & HASH_BITS) | (index + 1);
    }
  }
}
