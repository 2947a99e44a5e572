package io.logflow.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.lzo.LzoDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Decompresses pages of one codec; whatever does not give the promised length is an error. */
final class PageDecompressor implements BytesInputDecompressor {
  /** No codec shrinks further than zstd: 128 KB to 3 bytes. Beyond that a header is damaged. */
  private static final long MOST_FROM_ONE_BYTE = 1 << 16;

  private final CompressionCodecName codec;

  PageDecompressor(CompressionCodecName codec) {
    this.codec = codec;
  }

  @Override
  public BytesInput decompress(BytesInput page, int length) throws IOException {
    return codec == CompressionCodecName.UNCOMPRESSED
        ? page
        : BytesInput.from(decompress(PageBytes.of(page), length));
  }

  @Override
  public void decompress(ByteBuffer page, int compressedLength, ByteBuffer target, int length)
      throws IOException {
    byte[] compressed = new byte[compressedLength];
    page.get(compressed);
    target.put(
        codec == CompressionCodecName.UNCOMPRESSED ? compressed : decompress(compressed, length));
    target.flip();
  }

  private byte[] decompress(byte[] page, int length) throws IOException {
    if (length < 0 || length > MOST_FROM_ONE_BYTE * Math.max(1, page.length)) {
      throw new IOException("a page of " + page.length + " bytes claims to hold " + length);
    }
    byte[] plain = new byte[length];
    long got = length == 0 ? 0 : decompress(page, plain);
    if (got != length) {
      throw new IOException("a page of " + length + " bytes decompressed to " + got);
    }
    return plain;
  }

  private long decompress(byte[] page, byte[] plain) throws IOException {
    return switch (codec) {
      case SNAPPY -> snappy(page, plain);
      case ZSTD -> zstd(page, plain);
      case GZIP -> gzip(page, plain);
      case LZ4_RAW -> block(new Lz4Decompressor(), page, 0, page.length, plain, 0);
      case LZ4 -> framed(new Lz4Decompressor(), page, plain);
      case LZO -> framed(new LzoDecompressor(), page, plain);
      default -> throw new IOException("pages compressed with " + codec + " cannot be read");
    };
  }

  private static long snappy(byte[] page, byte[] plain) throws IOException {
    int length = Snappy.uncompressedLength(page);
    return length == plain.length ? Snappy.uncompress(page, 0, page.length, plain, 0) : length;
  }

  private static long zstd(byte[] page, byte[] plain) throws IOException {
    long length = Zstd.decompress(plain, page);
    if (Zstd.isError(length)) {
      throw new IOException("damaged zstd page: " + Zstd.getErrorName(length));
    }
    return length;
  }

  private static long gzip(byte[] page, byte[] plain) throws IOException {
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(page))) {
      int got = gzip.readNBytes(plain, 0, plain.length);
      return gzip.read() < 0 ? got : plain.length + 1L;
    }
  }

  private static int block(
      Decompressor decompressor, byte[] page, int from, int length, byte[] plain, int at)
      throws IOException {
    try {
      return decompressor.decompress(page, from, length, plain, at, plain.length - at);
    } catch (RuntimeException e) {
      throw new IOException("damaged page", e);
    }
  }

  /**
   * Blocks as Hadoop frames them: the plain length, then blocks each with its compressed length.
   * Some writers of LZ4 left the frame out.
   */
  private static int framed(Decompressor decompressor, byte[] page, byte[] plain)
      throws IOException {
    ByteBuffer frames = ByteBuffer.wrap(page);
    int at = 0;
    while (at < plain.length) {
      int frameEnd = frames.remaining() < 8 ? -1 : at + frames.getInt();
      if (frameEnd <= at || frameEnd > plain.length) {
        return block(decompressor, page, 0, page.length, plain, 0);
      }
      while (at < frameEnd) {
        int length = frames.remaining() < 4 ? -1 : frames.getInt();
        if (length <= 0 || length > frames.remaining()) {
          return block(decompressor, page, 0, page.length, plain, 0);
        }
        at += block(decompressor, page, frames.position(), length, plain, at);
        frames.position(frames.position() + length);
      }
    }
    return at;
  }

  @Override
  public void release() {}
}
