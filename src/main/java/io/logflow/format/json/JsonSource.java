package io.logflow.format.json;

import io.logflow.job.Input;
import io.logflow.job.Inspection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of one input as UTF-8, one after the other. */
interface JsonSource extends Closeable {

  /**
   * Reads some bytes.
   *
   * @param room bytes that fit, at least 1024
   * @return how many were read, at least one; -1 at the end
   */
  int read(byte[] into, int at, int room) throws IOException;

  /** Bytes of the input read so far. */
  long consumed();

  /** The encoding of the input, which is not UTF-8 only where bytes are turned into it. */
  Charset charset();

  /** Opens an inspected input behind its byte order mark. */
  static JsonSource open(Input input, Inspection inspection) throws IOException {
    FileChannel channel = FileChannel.open(input.content());
    Charset charset = inspection.charset();
    boolean direct =
        charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
    return direct
        ? new Direct(channel, inspection.bomLength())
        : new TranscodedSource(input.originalName(), channel, inspection);
  }

  /** Opens an input in UTF-8 at a byte. */
  static JsonSource at(Input input, long start) throws IOException {
    return new Direct(FileChannel.open(input.content()), start);
  }

  /** UTF-8 as it stands. */
  final class Direct implements JsonSource {
    /** The channel copies twice; so many bytes are still in the processor's cache by then. */
    private static final int MOST_BYTES = 1 << 17;

    private final FileChannel channel;
    private long consumed;

    Direct(FileChannel channel, long start) {
      this.channel = channel;
      this.consumed = start;
    }

    @Override
    public int read(byte[] into, int at, int room) throws IOException {
      int count = channel.read(ByteBuffer.wrap(into, at, Math.min(room, MOST_BYTES)), consumed);
      consumed += Math.max(count, 0);
      return count;
    }

    @Override
    public long consumed() {
      return consumed;
    }

    @Override
    public Charset charset() {
      return StandardCharsets.UTF_8;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
