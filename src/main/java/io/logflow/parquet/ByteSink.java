package io.logflow.parquet;

import io.logflow.job.ErrorKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes written one after the other into an array that grows and is used again. */
final class ByteSink {
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Whole words may be written where fewer bytes count. */
  private static final int SLACK = 16;

  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;
  private static final int MOST_KEPT = 16 << 20;
  private static final int LEAST = 32;

  private byte[] bytes = new byte[LEAST];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Forgets the bytes; an array that one large value made is not kept. */
  void clear() {
    length = 0;
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[LEAST];
    }
  }

  /** Makes room for more bytes and some slack. */
  void reserve(long more) {
    long needed = length + more + SLACK;
    if (needed > bytes.length) {
      grow(needed);
    }
  }

  private void grow(long needed) {
    if (needed > MOST_BYTES) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "A text column holds more than 2 GB in one stretch of rows.",
          "Set a smaller batch_size.");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, needed + needed / 2));
  }

  /** Counts bytes that were written into the array. */
  void advance(int count) {
    length += count;
  }

  void put(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  void putInt(int value) {
    reserve(4);
    INT.set(bytes, length, value);
    length += 4;
  }

  /** Writes seven bits a byte, the least first. */
  void putVarInt(int value) {
    reserve(5);
    int rest = value;
    while ((rest & ~0x7F) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Writes seven bits a byte, the least first. */
  void putVarLong(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void put(byte[] from, int start, int count) {
    reserve(count);
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  /** Writes an int over bytes that are there already. */
  void setInt(int at, int value) {
    INT.set(bytes, at, value);
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }
}
