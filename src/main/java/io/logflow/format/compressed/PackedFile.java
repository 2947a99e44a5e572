package io.logflow.format.compressed;

import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A compressed file, read once in blocks that are hashed and counted on the way. A job that is to
 * stop is stopped at the next block.
 */
final class PackedFile extends InputStream {
  private static final int BLOCK_BYTES = 1 << 17;

  private final Path path;
  private final Control control;
  private final InputStream file;
  private final MessageDigest digest = Sha256.digest();
  private final byte[] block = new byte[BLOCK_BYTES];
  private int at;
  private int end;
  private long read;
  private boolean ended;

  PackedFile(Path path, Control control) {
    this.path = path;
    this.control = control;
    try {
      this.file = Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Reads the next block once the present one is used up; false at the end of the file. */
  boolean fill() {
    while (at == end && !ended) {
      control.check();
      try {
        at = 0;
        end = Math.max(0, file.read(block));
      } catch (IOException e) {
        throw unreadable(e);
      }
      digest.update(block, 0, end);
      read += end;
      ended = end == 0;
    }
    return at < end;
  }

  /** The present block, of which {@link #available} bytes from {@link #at} are still unused. */
  byte[] block() {
    return block;
  }

  int at() {
    return at;
  }

  void use(int bytes) {
    at += bytes;
  }

  @Override
  public int available() {
    return end - at;
  }

  @Override
  public int read() {
    return fill() ? block[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) {
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(length, available());
    System.arraycopy(block, at, target, from, taken);
    at += taken;
    return taken;
  }

  /** Bytes read from the file. */
  long bytesRead() {
    return read;
  }

  /** Bytes taken by whoever decodes them. */
  long position() {
    return read - available();
  }

  /** Whether more bytes were wanted than there are. */
  boolean ended() {
    return ended;
  }

  /** SHA-256 of the whole file, lower-case hex; to be asked once, when the file has ended. */
  String sha256() {
    if (!ended) {
      throw new IllegalStateException(path + " was not read to its end");
    }
    return Sha256.hex(digest);
  }

  private RuntimeException unreadable(IOException cause) {
    return ErrorKind.INPUT_UNREADABLE.error(
        path + " cannot be read: " + cause.getMessage() + ".",
        "Check the disk, and the permissions of the file.",
        cause);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
