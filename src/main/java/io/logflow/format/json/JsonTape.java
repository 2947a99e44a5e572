package io.logflow.format.json;

import java.util.Arrays;

/**
 * The tokens of one JSON value in the order of the text: slices of a buffer, nothing is copied. An
 * object's token is followed by a key, that key's value, the next key and so on; an array's by its
 * elements. Reused from value to value.
 */
public final class JsonTape {
  public static final byte NULL = 0;
  public static final byte FALSE = 1;
  public static final byte TRUE = 2;
  public static final byte NUMBER = 3;

  /** A string, or a key, whose bytes are its text. */
  public static final byte STRING = 4;

  /** A string, or a key, with escapes: see {@link JsonText}. */
  public static final byte ESCAPED = 5;

  public static final byte OBJECT = 6;
  public static final byte ARRAY = 7;

  /** Tokens of one value at most; a tape of as many takes some 100 MB. */
  static final int MOST_TOKENS = 4 << 20;

  private byte[] kinds = new byte[64];
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private int[] nexts = new int[64];
  private int size;
  private int skeleton;

  void clear() {
    size = 0;
    skeleton = 0;
  }

  /** Adds a token; its index. */
  int add(byte kind, int start, int end) {
    if (size == kinds.length) {
      grow();
    }
    kinds[size] = kind;
    starts[size] = start;
    ends[size] = end;
    nexts[size] = size + 1;
    return size++;
  }

  private void grow() {
    int room = size + size / 2;
    kinds = Arrays.copyOf(kinds, room);
    starts = Arrays.copyOf(starts, room);
    ends = Arrays.copyOf(ends, room);
    nexts = Arrays.copyOf(nexts, room);
  }

  /** Ends an object or array at {@code end}, the byte after its bracket. */
  void close(int container, int end) {
    ends[container] = end;
    nexts[container] = size;
  }

  void haveSkeleton(int number) {
    skeleton = number;
  }

  /**
   * A number that other values of this tape have only if they are objects of the same keys in the
   * same order; 0 where nothing is known.
   */
  public int skeleton() {
    return skeleton;
  }

  /** Tokens; the value itself is token 0. */
  public int size() {
    return size;
  }

  /** What a token is. */
  public byte kind(int token) {
    return kinds[token];
  }

  /** First byte of a token in the buffer; of a string and a key the one after its quote. */
  public int start(int token) {
    return starts[token];
  }

  /** Byte after a token in the buffer; of a string and a key its closing quote. */
  public int end(int token) {
    return ends[token];
  }

  /** The token after this one and all that is in it. */
  public int next(int token) {
    return nexts[token];
  }

  /** Whether a token is a string. */
  public boolean text(int token) {
    return kinds[token] == STRING || kinds[token] == ESCAPED;
  }

  /** First byte of a value's JSON text. */
  public int textStart(int token) {
    return text(token) ? starts[token] - 1 : starts[token];
  }

  /** Byte after a value's JSON text. */
  public int textEnd(int token) {
    return text(token) ? ends[token] + 1 : ends[token];
  }
}
