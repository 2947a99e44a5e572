package io.logflow.format.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;
import java.util.Locale;

/**
 * Finds where in the file a byte of the decoded stream came from: decodes once more, character by
 * character, from the last place known. Only rows that are rejected need it.
 */
final class OffsetFinder {
  private static final int INPUT_BYTES = 4096;

  private final FileChannel channel;
  private final long start;
  private final CharsetDecoder decoder;
  private final boolean stateless;
  private final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);
  private final CharBuffer character = CharBuffer.allocate(2);
  private long[] positions = new long[16];
  private long[] places = new long[16];
  private int checkpoints;
  private long position;
  private long read;
  private boolean ended;

  OffsetFinder(FileChannel channel, long start, Charset charset) {
    this.channel = channel;
    this.start = start;
    this.decoder = charset.newDecoder();
    this.stateless = isStateless(charset);
    restart(0, start);
  }

  /** Whether decoding may begin anywhere between two characters; no where unsure. */
  private static boolean isStateless(Charset charset) {
    String name = charset.name().toUpperCase(Locale.ROOT);
    return name.startsWith("UTF-")
        || name.startsWith("WINDOWS-")
        || name.startsWith("ISO-8859-")
        || name.startsWith("GB")
        || name.startsWith("EUC-")
        || name.equals("US-ASCII")
        || name.equals("SHIFT_JIS")
        || name.equals("BIG5");
  }

  /** Notes that the character at {@code at} of the decoded stream begins at {@code offset}. */
  void checkpoint(long at, long offset) {
    if (!stateless) {
      return;
    }
    if (checkpoints == positions.length) {
      positions = Arrays.copyOf(positions, 2 * checkpoints);
      places = Arrays.copyOf(places, 2 * checkpoints);
    }
    positions[checkpoints] = at;
    places[checkpoints++] = offset;
  }

  /** Drops the checkpoints that nobody before {@code at} needs any more. */
  void release(long at) {
    int drop = Math.max(0, lastAtMost(at));
    System.arraycopy(positions, drop, positions, 0, checkpoints - drop);
    System.arraycopy(places, drop, places, 0, checkpoints - drop);
    checkpoints -= drop;
  }

  /** The offset in the file of the byte at {@code wanted} of the decoded stream. */
  long find(long wanted) throws IOException {
    int nearest = lastAtMost(wanted);
    if (nearest >= 0 && (positions[nearest] > position || wanted < position)) {
      restart(positions[nearest], places[nearest]);
    } else if (wanted < position) {
      restart(0, start);
    }
    while (position < wanted && step()) {}
    return read - input.remaining();
  }

  private int lastAtMost(long at) {
    int index = checkpoints - 1;
    while (index >= 0 && positions[index] > at) {
      index--;
    }
    return index;
  }

  private void restart(long at, long offset) {
    decoder.reset();
    input.clear().flip();
    position = at;
    read = offset;
    ended = false;
  }

  /** Passes one character; false at the end. */
  private boolean step() throws IOException {
    character.clear().limit(1);
    CoderResult result = decoder.decode(input, character, ended);
    if (result.isOverflow() && character.position() == 0) {
      character.limit(2);
      result = decoder.decode(input, character, ended);
    }
    for (int index = 0; index < character.position(); index++) {
      position += Utf8.length(character.get(index));
    }
    if (result.isError()) {
      if (character.position() == 0) {
        input.position(input.position() + result.length());
        position += 3;
      }
      return true;
    }
    return character.position() > 0 || refill();
  }

  private boolean refill() throws IOException {
    if (ended) {
      return false;
    }
    input.compact();
    int count = channel.read(input, read);
    input.flip();
    ended = count < 0;
    read += Math.max(count, 0);
    return true;
  }
}
