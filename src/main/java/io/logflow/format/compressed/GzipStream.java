package io.logflow.format.compressed;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of all members of a gzip file, one after the other; zero bytes after the last one are
 * passed over, as {@code gzip -d} does. RFC 1952.
 */
final class GzipStream extends InputStream {
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final PackedFile source;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private boolean ended;

  GzipStream(PackedFile source) throws IOException {
    this.source = source;
    expect(0x1F);
    header();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    while (!ended && length > 0) {
      int inflated = inflate(target, from, length);
      if (inflated > 0) {
        checksum.update(target, from, inflated);
        return inflated;
      }
      trailer();
      next();
    }
    return ended ? -1 : 0;
  }

  /** Bytes put into {@code target}; 0 at the end of the member. */
  private int inflate(byte[] target, int from, int length) throws IOException {
    try {
      int inflated = inflater.inflate(target, from, length);
      while (inflated == 0 && !inflater.finished()) {
        feed();
        inflated = inflater.inflate(target, from, length);
      }
      return inflated;
    } catch (DataFormatException e) {
      source.use(source.available() - inflater.getRemaining());
      throw (DamagedException) new DamagedException("the data is damaged").initCause(e);
    }
  }

  private void feed() throws DamagedException {
    source.use(source.available());
    if (!source.fill()) {
      throw DamagedException.truncated();
    }
    inflater.setInput(source.block(), source.at(), source.available());
  }

  private void trailer() throws IOException {
    source.use(source.available() - inflater.getRemaining());
    if (number() != checksum.getValue()) {
      throw new DamagedException("its checksum (CRC-32) does not fit the data");
    }
    if (number() != (inflater.getBytesWritten() & 0xFFFF_FFFFL)) {
      throw new DamagedException("its length does not fit the data");
    }
  }

  /** Another member, zero bytes up to the end, or the end. */
  private void next() throws IOException {
    int first = source.read();
    if (first == 0x1F) {
      inflater.reset();
      checksum.reset();
      header();
      return;
    }
    while (first == 0) {
      first = source.read();
    }
    if (first >= 0) {
      throw new DamagedException("something that is not gzip follows the compressed data");
    }
    ended = true;
  }

  /** The header behind its first byte. */
  private void header() throws IOException {
    expect(0x8B);
    expect(8);
    int flags = next8();
    if ((flags & RESERVED) != 0) {
      throw new DamagedException("its header has flags that nobody has defined");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next8() | next8() << 8);
    }
    skipText((flags & NAME) != 0);
    skipText((flags & COMMENT) != 0);
    skip((flags & HEADER_CHECKSUM) != 0 ? 2 : 0);
    inflater.setInput(source.block(), source.at(), source.available());
  }

  private void expect(int wanted) throws IOException {
    if (next8() != wanted) {
      throw new DamagedException("a gzip header is damaged, or what follows is not gzip");
    }
  }

  private void skip(int bytes) throws IOException {
    for (int index = 0; index < bytes; index++) {
      next8();
    }
  }

  private void skipText(boolean present) throws IOException {
    boolean more = present;
    while (more) {
      more = next8() != 0;
    }
  }

  private long number() throws IOException {
    return next8() | next8() << 8 | next8() << 16 | (long) next8() << 24;
  }

  private int next8() throws IOException {
    int next = source.read();
    if (next < 0) {
      throw DamagedException.truncated();
    }
    return next;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
