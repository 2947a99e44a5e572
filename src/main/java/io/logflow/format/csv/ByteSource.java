package io.logflow.format.csv;

import java.io.Closeable;
import java.io.IOException;

/** The input as a stream of UTF-8, which still knows where each byte stood in the file. */
interface ByteSource extends Closeable {

  /** The least room that {@link #read} must be given: one character. */
  int MINIMUM_ROOM = 4;

  /**
   * Reads some bytes of UTF-8.
   *
   * @param room bytes that fit, at least {@link #MINIMUM_ROOM}
   * @return how many were read, at least one; -1 at the end
   */
  int read(byte[] into, int at, int room) throws IOException;

  /** Where in the file the byte at this position of the UTF-8 stream came from. */
  long offset(long position) throws IOException;

  /** Allows to forget what stood before this position of the UTF-8 stream. */
  void release(long position);

  /**
   * Where in a stretch of text bytes first fail to decode.
   *
   * @param bytes the text
   * @param from first byte of the stretch in {@code bytes}
   * @param to byte after the stretch
   * @param position of {@code from} in the UTF-8 stream
   * @return a position in the UTF-8 stream, -1 where all of it decodes
   */
  long firstUndecodable(byte[] bytes, int from, int to, long position);

  /** Bytes as they stand in the file; fewer than asked for where the file ends. */
  byte[] original(long offset, int length) throws IOException;

  /** Bytes of the file read so far. */
  long consumed();
}
