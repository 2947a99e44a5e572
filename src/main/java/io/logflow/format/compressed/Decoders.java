package io.logflow.format.compressed;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
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
      case ZSTD -> new ZstdInputStreamNoFinalizer(file).setLongMax(windowLog(limits));
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
    boolean truncated = file.ended() && !(failure instanceof DamagedException);
    String why = truncated ? "it ends in the middle of the compressed data" : words(failure);
    return ErrorKind.MALFORMED_INPUT.error(
        "%s (%s) cannot be unpacked: %s, at or before byte %d of the compressed file."
            .formatted(name, compression.label(), why, file.position()),
        "Get the file again, complete; '" + test(compression) + "' checks it.",
        failure);
  }

  private static String words(Exception failure) {
    if (failure instanceof DamagedException) {
      return failure.getMessage();
    }
    if (failure instanceof ZstdIOException zstd && zstd.getErrorCode() == Zstd.errPrefixUnknown()) {
      return "something that is not zstd follows the compressed data";
    }
    return "the data is damaged (" + failure.getMessage() + ")";
  }

  private static String test(Compression compression) {
    return compression.label() + " --test FILE";
  }
}
