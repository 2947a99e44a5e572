package io.logflow.format.csv;

import java.io.IOException;
import java.util.Arrays;

/** A source that ends early, where the table ends, until the limit is lifted. */
final class LimitedSource implements ByteSource {
  private final ByteSource source;
  private long limit;
  private long position;
  private byte[] rest = new byte[0];

  /**
   * @param limit bytes of the UTF-8 stream until it ends
   */
  LimitedSource(ByteSource source, long limit) {
    this.source = source;
    this.limit = limit;
  }

  /** Lets the rest of the source follow. */
  void lift() {
    limit = Long.MAX_VALUE;
  }

  @Override
  public int read(byte[] into, int at, int room) throws IOException {
    if (position >= limit) {
      return -1;
    }
    int count = rest.length == 0 ? source.read(into, at, room) : takeRest(into, at, room);
    int taken = (int) Math.min(count, limit - position);
    if (taken < count) {
      rest = Arrays.copyOfRange(into, at + taken, at + count);
    }
    position += Math.max(taken, 0);
    return taken;
  }

  private int takeRest(byte[] into, int at, int room) {
    int count = Math.min(room, rest.length);
    System.arraycopy(rest, 0, into, at, count);
    rest = Arrays.copyOfRange(rest, count, rest.length);
    return count;
  }

  @Override
  public long offset(long at) throws IOException {
    return source.offset(at);
  }

  @Override
  public void release(long at) {
    source.release(at);
  }

  @Override
  public long firstUndecodable(byte[] bytes, int from, int to, long at) {
    return source.firstUndecodable(bytes, from, to, at);
  }

  @Override
  public byte[] original(long offset, int length) throws IOException {
    return source.original(offset, length);
  }

  @Override
  public long consumed() {
    return source.consumed();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
