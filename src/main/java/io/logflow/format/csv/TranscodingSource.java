package io.logflow.format.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Arrays;

/**
 * A file in another encoding, turned into UTF-8 on the way. Where bytes do not decode, U+FFFD
 * stands in the stream and the place is noted.
 */
final class TranscodingSource implements ByteSource {
  private final FileChannel channel;
  private final CharsetDecoder decoder;
  private final OffsetFinder offsets;
  private final ByteBuffer input;
  private final CharBuffer characters;
  private long consumed;
  private long produced;
  private int undecodableLength;
  private boolean ended;
  private boolean flushed;
  private long[] undecodable = new long[16];
  private int undecodables;

  TranscodingSource(FileChannel channel, long start, Charset charset, int chunk) {
    this.channel = channel;
    this.decoder = charset.newDecoder();
    this.offsets = new OffsetFinder(channel, start, charset);
    this.input = ByteBuffer.allocate(Math.max(chunk, 16)).flip();
    this.characters = CharBuffer.allocate(Math.max(chunk, 2)).flip();
    this.consumed = start;
  }

  @Override
  public int read(byte[] into, int at, int room) throws IOException {
    int to = at;
    while (to == at) {
      if (characters.hasRemaining()) {
        to = encode(into, at, at + room);
      } else if (undecodableLength > 0) {
        to = markUndecodable(into, at);
      } else if (!decode()) {
        return -1;
      }
    }
    produced += to - at;
    return to - at;
  }

  /** Decodes some more characters; false at the end. */
  private boolean decode() throws IOException {
    if (flushed) {
      return false;
    }
    offsets.checkpoint(produced, consumed - input.remaining());
    characters.clear();
    CoderResult result = decoder.decode(input, characters, ended);
    if (result.isError()) {
      undecodableLength = result.length();
    } else if (result.isUnderflow()) {
      underflow();
    }
    characters.flip();
    return true;
  }

  private void underflow() throws IOException {
    if (ended) {
      decoder.flush(characters);
      flushed = true;
      return;
    }
    input.compact();
    int count = channel.read(input, consumed);
    input.flip();
    ended = count < 0;
    consumed += Math.max(count, 0);
  }

  private int markUndecodable(byte[] into, int at) {
    if (undecodables == undecodable.length) {
      undecodable = Arrays.copyOf(undecodable, 2 * undecodables);
    }
    undecodable[undecodables++] = produced;
    input.position(input.position() + undecodableLength);
    undecodableLength = 0;
    into[at] = (byte) 0xEF;
    into[at + 1] = (byte) 0xBF;
    into[at + 2] = (byte) 0xBD;
    return at + 3;
  }

  private int encode(byte[] into, int at, int end) {
    int to = at;
    while (characters.hasRemaining() && end - to >= MINIMUM_ROOM) {
      char character = characters.get();
      if (character < 0x80) {
        into[to++] = (byte) character;
      } else if (character < 0x800) {
        into[to++] = (byte) (0xC0 | (character >> 6));
        into[to++] = (byte) (0x80 | (character & 0x3F));
      } else if (Character.isHighSurrogate(character)) {
        to = encodePair(Character.toCodePoint(character, characters.get()), into, to);
      } else {
        into[to++] = (byte) (0xE0 | (character >> 12));
        into[to++] = (byte) (0x80 | ((character >> 6) & 0x3F));
        into[to++] = (byte) (0x80 | (character & 0x3F));
      }
    }
    return to;
  }

  private static int encodePair(int point, byte[] into, int at) {
    into[at] = (byte) (0xF0 | (point >> 18));
    into[at + 1] = (byte) (0x80 | ((point >> 12) & 0x3F));
    into[at + 2] = (byte) (0x80 | ((point >> 6) & 0x3F));
    into[at + 3] = (byte) (0x80 | (point & 0x3F));
    return at + 4;
  }

  @Override
  public long offset(long position) throws IOException {
    return offsets.find(position);
  }

  @Override
  public void release(long position) {
    offsets.release(position);
    int keep = 0;
    while (keep < undecodables && undecodable[keep] < position) {
      keep++;
    }
    System.arraycopy(undecodable, keep, undecodable, 0, undecodables - keep);
    undecodables -= keep;
  }

  @Override
  public long firstUndecodable(byte[] bytes, int from, int to, long position) {
    for (int index = 0; index < undecodables; index++) {
      if (undecodable[index] >= position) {
        return undecodable[index] < position + to - from ? undecodable[index] : -1;
      }
    }
    return -1;
  }

  @Override
  public byte[] original(long offset, int length) throws IOException {
    return Channels.read(channel, offset, length);
  }

  @Override
  public long consumed() {
    return consumed;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
