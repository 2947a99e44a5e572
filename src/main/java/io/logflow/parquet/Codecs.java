package io.logflow.parquet;

import io.logflow.job.Codec;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The codecs of Parquet pages, both ways, without Hadoop. */
final class Codecs implements CompressionCodecFactory {
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
    return new PageCompressor(of(codec), level);
  }

  private static Codec of(CompressionCodecName name) {
    return Arrays.stream(Codec.values())
        .filter(codec -> name(codec) == name)
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("pages are not written with " + name));
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new PageDecompressor(codec);
  }

  @Override
  public void release() {}
}
