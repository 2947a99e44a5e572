package io.logflow.format.json;

import io.logflow.job.ErrorKind;
import io.logflow.job.Inspection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A file in another encoding, turned into UTF-8. Bytes that do not decode end it. */
final class TranscodedSource implements JsonSource {
  private static final int CHARACTERS = 1 << 14;

  private final String name;
  private final FileChannel channel;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(2 * CHARACTERS).flip();
  private final CharBuffer characters = CharBuffer.allocate(CHARACTERS).flip();
  private long consumed;
  private boolean ended;
  private boolean flushed;

  TranscodedSource(String name, FileChannel channel, Inspection inspection) {
    this.name = name;
    this.channel = channel;
    this.charset = inspection.charset();
    this.decoder = charset.newDecoder();
    this.consumed = inspection.bomLength();
  }

  @Override
  public int read(byte[] into, int at, int room) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(into, at, room);
    while (target.position() == at) {
      if (!characters.hasRemaining() && !decode()) {
        return -1;
      }
      CoderResult result = encoder.encode(characters, target, flushed);
      if (result.isUnderflow() && characters.hasRemaining()) {
        // Half of a pair: its other half comes next.
        decode();
      }
    }
    return target.position() - at;
  }

  /** Decodes some more characters behind those that are left; false at the end. */
  private boolean decode() throws IOException {
    if (flushed) {
      return false;
    }
    fill();
    characters.compact();
    CoderResult result = decoder.decode(bytes, characters, ended);
    if (result.isError()) {
      throw undecodable();
    }
    if (ended && result.isUnderflow()) {
      decoder.flush(characters);
      flushed = true;
    }
    characters.flip();
    return true;
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = bytes.hasRemaining() ? channel.read(bytes, consumed) : 0;
    ended = count < 0;
    consumed += Math.max(count, 0);
    bytes.flip();
  }

  private RuntimeException undecodable() {
    return ErrorKind.BAD_ENCODING.error(
        name + " is not sound " + charset + " at byte " + (consumed - bytes.remaining()) + ".",
        "Correct the file, or name its encoding, for example --encoding windows-1252.");
  }

  @Override
  public long consumed() {
    return consumed;
  }

  @Override
  public Charset charset() {
    return charset;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
