package io.logflow.format.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is UTF-8 already: its bytes are handed on as they are. */
final class Utf8Source implements ByteSource {
  private final FileChannel channel;
  private final long start;
  private final int chunk;
  private long consumed;

  /**
   * @param start offset of the first byte of text
   * @param chunk bytes read at once at most
   */
  Utf8Source(FileChannel channel, long start, int chunk) {
    this.channel = channel;
    this.start = start;
    this.chunk = chunk;
    this.consumed = start;
  }

  @Override
  public int read(byte[] into, int at, int room) throws IOException {
    int count = channel.read(ByteBuffer.wrap(into, at, Math.min(room, chunk)), consumed);
    consumed += Math.max(count, 0);
    return count;
  }

  @Override
  public long offset(long position) {
    return start + position;
  }

  @Override
  public void release(long position) {}

  @Override
  public long firstUndecodable(byte[] bytes, int from, int to, long position) {
    int bad = Utf8.firstInvalid(bytes, from, to);
    return bad < 0 ? -1 : position + bad - from;
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
