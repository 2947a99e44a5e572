package io.logflow.format.csv;

/** UTF-8 that is in memory already. */
final class MemorySource implements ByteSource {
  private final byte[] bytes;
  private int consumed;

  MemorySource(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read(byte[] into, int at, int room) {
    int count = Math.min(room, bytes.length - consumed);
    if (count == 0) {
      return -1;
    }
    System.arraycopy(bytes, consumed, into, at, count);
    consumed += count;
    return count;
  }

  @Override
  public long offset(long position) {
    return position;
  }

  @Override
  public void release(long position) {}

  @Override
  public long firstUndecodable(byte[] text, int from, int to, long position) {
    return -1;
  }

  @Override
  public byte[] original(long offset, int length) {
    return java.util.Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
  }

  @Override
  public long consumed() {
    return consumed;
  }

  @Override
  public void close() {}
}
