package io.logflow.flow.append;

import io.logflow.job.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/**
 * What tells whether the beginning of a file is as it was: its first megabyte, the last 64 KB
 * before the offset up to which it was read, and 64 blocks of 1 KB that lie evenly between.
 */
final class Fingerprint {
  private static final int HEAD = 1_000_000;
  private static final int TAIL = 1 << 16;
  private static final int BLOCKS = 64;
  private static final int BLOCK = 1 << 10;

  private final FileChannel channel;
  private MessageDigest head;

  /** Fingerprints of one file, whose first megabyte is read once. */
  Fingerprint(FileChannel channel) {
    this.channel = channel;
  }

  /** That of the bytes before an offset. */
  String of(long offset) throws IOException {
    MessageDigest digest = head(Math.min(HEAD, offset));
    long tail = Math.max(0, offset - TAIL);
    add(digest, channel, tail, offset);
    for (int block = 0; block < BLOCKS; block++) {
      long from = offset / BLOCKS * block;
      add(digest, channel, from, Math.min(offset, from + BLOCK));
    }
    return Sha256.hex(digest);
  }

  private MessageDigest head(long length) throws IOException {
    if (length < HEAD) {
      MessageDigest digest = Sha256.digest();
      add(digest, channel, 0, length);
      return digest;
    }
    if (head == null) {
      head = Sha256.digest();
      add(head, channel, 0, HEAD);
    }
    try {
      return (MessageDigest) head.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 of every JDK can be cloned", e);
    }
  }

  /** The hash of all bytes before an offset. */
  String full(long offset) throws IOException {
    MessageDigest digest = Sha256.digest();
    add(digest, channel, 0, offset);
    return Sha256.hex(digest);
  }

  private static void add(MessageDigest digest, FileChannel channel, long from, long to)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(1, Math.min(TAIL, to - from)));
    long at = from;
    while (at < to) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), to - at));
      int read = channel.read(buffer, at);
      if (read < 0) {
        throw new EOFException("the file has become shorter");
      }
      digest.update(buffer.flip());
      at += read;
    }
  }
}
