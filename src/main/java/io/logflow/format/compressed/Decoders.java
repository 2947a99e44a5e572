package io.logflow.format.compressed;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import io.logflow.job.Compression;
import io.logflow.job.ErrorKind;
import io.logflow.job.UnpackLimits;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Opens the plain content of compressed files, and says in our words why one cannot be unpacked.
 */
final class Decoders {
  private Decoders() {}

  /** The content of all members, frames or streams of the file, which is read to its end. */
  static InputStream open(Compression compression, PackedFile file, UnpackLimits limits)
      throws IOException {
    return switch (compression) {
      case NONE -> file;
      case GZIP -> new GzipStream(file);
      case ZSTD -> new ZstdStream(file, windowLog(limits));
      case BZIP2 -> new BZip2CompressorInputStream(file, true);
    };
  }

  private static int windowLog(UnpackLimits limits) {
    return 63 - Long.numberOfLeadingZeros(limits.maxWindowBytes());
  }

  /**
   * Why a file does not unpack.
   *
   * @param name the file, for the message
   * @param failure what the decoder threw
   */
  static RuntimeException failure(
      Compression compression, PackedFile file, String name, Exception failure) {
    if (failure instanceof ZstdIOException zstd
        && zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
      return ErrorKind.LIMIT_EXCEEDED.error(
          name + " needs a larger zstd window than the limit engine.max_zstd_window.",
          "Raise it, for example --set engine.max_zstd_window=2GiB, or compress without --long.",
          failure);
    }
    return ErrorKind.MALFORMED_INPUT.error(
        "%s (%s) cannot be unpacked: %s, at or before byte %d of the compressed file."
            .formatted(name, compression.label(), words(file, failure), file.position()),
        "Get the file again, complete; '" + test(compression) + "' checks it.",
        failure);
  }

  private static String words(PackedFile file, Exception failure) {
    if (failure instanceof DamagedException) {
      return failure.getMessage();
    }
    if (failure instanceof ZstdIOException zstd) {
      return zstd.getErrorCode() == Zstd.errPrefixUnknown()
          ? "something that is not zstd follows the compressed data"
          : "the data is damaged (" + failure.getMessage() + ")";
    }
    // The bzip2 decoder tells of an end in words of its own, or by an index out of bounds.
    return file.ended()
        ? DamagedException.truncated().getMessage()
        : "the data is damaged (" + failure.getMessage() + ")";
  }

  private static String test(Compression compression) {
    return compression.label() + " --test FILE";
  }
}
