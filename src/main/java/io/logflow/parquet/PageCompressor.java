package io.logflow.parquet;

import io.logflow.job.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages of Parquet's own writers with one codec. */
final class PageCompressor implements BytesInputCompressor {
  private final Codec codec;
  private final Optional<Integer> level;
  private final PageSqueezer squeezer = new PageSqueezer();

  PageCompressor(Codec codec, Optional<Integer> level) {
    this.codec = codec;
    this.level = level;
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    if (codec == Codec.NONE) {
      return page;
    }
    byte[] plain = PageBytes.of(page);
    try {
      return BytesInput.from(squeezer.squeeze(plain, plain.length, codec, level));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public CompressionCodecName getCodecName() {
    return Codecs.name(codec);
  }

  @Override
  public void release() {}
}
