package io.logflow.format.compressed;

import com.github.luben.zstd.ZstdBufferDecompressingStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The content of all frames of a zstd file, one after the other. The library's own input stream
 * takes a file that is cut off within its second frame for a whole one.
 */
final class ZstdStream extends InputStream {
  private final Frames frames;

  /**
   * @param windowLog the largest window, as a power of two
   */
  ZstdStream(PackedFile source, int windowLog) throws IOException {
    this.frames = new Frames(source);
    frames.setLongMax(windowLog);
  }

  private static final class Frames extends ZstdBufferDecompressingStreamNoFinalizer {
    private final PackedFile file;

    Frames(PackedFile file) {
      super(next(file));
      this.file = file;
    }

    @Override
    protected ByteBuffer refill(ByteBuffer used) {
      return next(file);
    }

    private static ByteBuffer next(PackedFile file) {
      file.fill();
      ByteBuffer block = ByteBuffer.wrap(file.block(), file.at(), file.available());
      file.use(block.remaining());
      return block;
    }

    boolean starved() {
      return !source.hasRemaining();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    int produced = 0;
    while (produced == 0 && length > 0 && frames.hasRemaining()) {
      boolean starved = frames.starved();
      produced = frames.read(ByteBuffer.wrap(target, from, length));
      if (starved && produced == 0 && frames.hasRemaining()) {
        throw DamagedException.truncated();
      }
    }
    return produced == 0 && length > 0 ? -1 : produced;
  }

  @Override
  public void close() {
    frames.close();
  }
}
