package io.logflow.client;

import io.logflow.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** Some bytes of a file, which are hashed when they are read for the first time. */
final class FilePart extends InputStream {
  private final FileChannel channel;
  private final Digester digester;
  private final LongConsumer at;
  private final long end;
  private long position;

  private FilePart(
      FileChannel channel, long offset, long length, Digester digester, LongConsumer at) {
    this.channel = channel;
    this.position = offset;
    this.end = offset + length;
    this.digester = digester;
    this.at = at;
  }

  /**
   * Opens a part.
   *
   * @param at hears how far it was read, from the beginning of the file
   */
  static FilePart open(Path file, long offset, long length, Digester digester, LongConsumer at) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return new FilePart(channel, offset, length, digester, at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file has become shorter than it was. */
  static final class ShorterFile extends IOException {
    private static final long serialVersionUID = 1L;

    ShorterFile() {
      super("the file has become shorter");
    }
  }

  /** The hash of the bytes from the beginning on, whatever of them was read again. */
  static final class Digester {
    private final MessageDigest digest = Sha256.digest();
    private long hashed;

    private synchronized void read(byte[] bytes, int offset, int length, long position) {
      int known = (int) Math.min(length, Math.max(0, hashed - position));
      if (position <= hashed && known < length) {
        digest.update(bytes, offset + known, length - known);
        hashed = position + length;
      }
    }

    /** Whether so many bytes from the beginning on, and no others, are in it. */
    synchronized boolean covers(long size) {
      return hashed == size;
    }

    /** Ends it: lower-case hex. */
    synchronized String hex() {
      return Sha256.hex(digest);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (position == end) {
      return -1;
    }
    int most = (int) Math.min(length, end - position);
    int count = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
    if (count < 0) {
      throw new ShorterFile();
    }
    digester.read(bytes, offset, count, position);
    position += count;
    at.accept(position);
    return count;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
