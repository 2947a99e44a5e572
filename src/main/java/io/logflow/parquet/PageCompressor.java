package io.logflow.parquet;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Compresses pages with one codec. */
final class PageCompressor implements BytesInputCompressor {
  private final CompressionCodecName codec;
  private final int level;

  PageCompressor(CompressionCodecName codec, int level) {
    this.codec = codec;
    this.level = level;
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    return codec == CompressionCodecName.UNCOMPRESSED
        ? page
        : BytesInput.from(compress(PageBytes.of(page)));
  }

  private byte[] compress(byte[] page) throws IOException {
    return switch (codec) {
      case SNAPPY -> Snappy.compress(page);
      case ZSTD -> Zstd.compress(page, level);
      case GZIP -> gzip(page);
      case LZ4_RAW -> lz4(page);
      default -> throw new IOException("pages are not written with " + codec);
    };
  }

  private byte[] gzip(byte[] page) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(page.length / 2 + 64);
    try (OutputStream gzip = new LevelledGzip(compressed, level)) {
      gzip.write(page);
    }
    return compressed.toByteArray();
  }

  private static byte[] lz4(byte[] page) {
    Lz4Compressor compressor = new Lz4Compressor();
    byte[] compressed = new byte[compressor.maxCompressedLength(page.length)];
    int length = compressor.compress(page, 0, page.length, compressed, 0, compressed.length);
    return Arrays.copyOf(compressed, length);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return codec;
  }

  @Override
  public void release() {}

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(OutputStream out, int level) throws IOException {
      super(out);
      def.setLevel(level);
    }
  }
}
