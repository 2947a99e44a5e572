package io.logflow.parquet;

import io.logflow.job.Codec;
import java.util.Optional;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The codecs of Parquet pages, both ways, without Hadoop. */
final class Codecs implements CompressionCodecFactory {
  /** Levels that stand for "as the codec likes it": zstd's 3, gzip's 6. */
  private static final int ZSTD_LEVEL = 3;

  private static final int GZIP_LEVEL = 6;

  private final Optional<Integer> level;

  /**
   * @param level the level to compress with, where the codec has levels; empty for its own default
   */
  Codecs(Optional<Integer> level) {
    this.level = level;
  }

  /** The codec as Parquet calls it. */
  static CompressionCodecName name(Codec codec) {
    return switch (codec) {
      case SNAPPY -> CompressionCodecName.SNAPPY;
      case ZSTD -> CompressionCodecName.ZSTD;
      case GZIP -> CompressionCodecName.GZIP;
      case LZ4 -> CompressionCodecName.LZ4_RAW;
      case NONE -> CompressionCodecName.UNCOMPRESSED;
    };
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    int usual = codec == CompressionCodecName.GZIP ? GZIP_LEVEL : ZSTD_LEVEL;
    return new PageCompressor(codec, level.orElse(usual));
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new PageDecompressor(codec);
  }

  @Override
  public void release() {}
}
