package io.logflow.parquet;

import io.logflow.job.Codec;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;

/** Tells whether a codec works on this machine; some are native libraries. */
public final class CodecProbe {
  private static final byte[] SAMPLE = new byte[1024];

  private CodecProbe() {}

  /** Why pages cannot be compressed and unpacked with a codec; empty where they can. */
  public static Optional<String> problem(Codec codec) {
    Codecs codecs = new Codecs(Optional.empty());
    try {
      BytesInput packed =
          codecs.getCompressor(Codecs.name(codec)).compress(BytesInput.from(SAMPLE));
      BytesInput unpacked =
          codecs
              .getDecompressor(Codecs.name(codec))
              .decompress(BytesInput.from(PageBytes.of(packed)), SAMPLE.length);
      return Arrays.equals(PageBytes.of(unpacked), SAMPLE)
          ? Optional.empty()
          : Optional.of("what it packs is not what it unpacks");
    } catch (IOException | RuntimeException | LinkageError e) {
      return Optional.of(String.valueOf(e));
    }
  }
}
