package io.logflow.format.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file of UTF-8 from some byte on, of which the next bytes are in memory already. */
final class RestSource implements ByteSource {
  /** Mostly one record is wanted. */
  private static final int FIRST_BYTES = 1 << 10;

  private final Section section;
  private final long start;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private long consumed;

  /**
   * @param start offset in the file of {@code bytes[from]}
   * @param to byte behind the last one in memory
   */
  RestSource(Section section, long start, byte[] bytes, int from, int to) {
    this.section = section;
    this.start = start;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  @Override
  public int read(byte[] into, int at, int room) throws IOException {
    int known = (int) Math.min(room(room), Math.max(0, to - from - consumed));
    int count = known;
    if (known > 0) {
      System.arraycopy(bytes, (int) (from + consumed), into, at, known);
    } else {
      int piece = Math.min(room, Channels.PIECE_BYTES);
      count = section.read(ByteBuffer.wrap(into, at, piece), start + consumed);
    }
    consumed += Math.max(count, 0);
    return count;
  }

  private long room(int room) {
    return Math.min(room, Math.max(FIRST_BYTES, consumed));
  }

  @Override
  public long offset(long position) {
    return start + position;
  }

  @Override
  public void release(long position) {}

  @Override
  public long firstUndecodable(byte[] text, int textFrom, int textTo, long position) {
    int bad = Utf8.firstInvalid(text, textFrom, textTo);
    return bad < 0 ? -1 : position + bad - textFrom;
  }

  @Override
  public byte[] original(long offset, int length) throws IOException {
    long first = from + offset - start;
    return first + length <= to
        ? Arrays.copyOfRange(bytes, (int) first, (int) first + length)
        : Channels.read(section.channel(), offset, length);
  }

  @Override
  public long consumed() {
    return start + consumed;
  }

  /** The channel is not this source's own. */
  @Override
  public void close() {}
}
