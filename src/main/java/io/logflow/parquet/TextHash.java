package io.logflow.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Words of texts: hashes and prefixes. */
final class TextHash {
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private TextHash() {}

  /** A 64-bit hash of bytes. */
  static long of(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = mix(hash ^ (long) ByteSink.LONG.get(bytes, at));
    }
    return at < to ? mix(hash ^ rest(bytes, at, to)) : hash;
  }

  /** Whether {@code length} bytes are the same. */
  static boolean same(byte[] a, int atA, byte[] b, int atB, int length) {
    int done = 0;
    for (; done + 8 <= length; done += 8) {
      if ((long) BIG.get(a, atA + done) != (long) BIG.get(b, atB + done)) {
        return false;
      }
    }
    int left = length - done;
    if (left == 0) {
      return true;
    }
    if (atA + done + 8 <= a.length && atB + done + 8 <= b.length) {
      long differing = (long) BIG.get(a, atA + done) ^ (long) BIG.get(b, atB + done);
      return differing >>> (64 - 8 * left) == 0;
    }
    return Arrays.equals(a, atA + done, atA + length, b, atB + done, atB + length);
  }

  /** Spreads a number over all bits. */
  static long mix(long value) {
    long product = (value ^ (value >>> 32)) * FACTOR;
    return product ^ (product >>> 29);
  }

  /** The first eight bytes as a big-endian number, with zeros after a shorter text. */
  static long prefix(byte[] bytes, int from, int length) {
    if (length >= 8) {
      return (long) BIG.get(bytes, from);
    }
    return length == 0 ? 0 : rest(bytes, from, from + length) << (64 - 8 * length);
  }

  /** One to seven bytes, big-endian. */
  private static long rest(byte[] bytes, int from, int to) {
    if (from + 8 <= bytes.length) {
      return (long) BIG.get(bytes, from) >>> (64 - 8 * (to - from));
    }
    long rest = 0;
    for (int at = from; at < to; at++) {
      rest = (rest << 8) | (bytes[at] & 0xFF);
    }
    return rest;
  }
}
