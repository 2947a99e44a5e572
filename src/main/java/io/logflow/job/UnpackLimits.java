package io.logflow.job;

/**
 * How far a compressed input may grow.
 *
 * @param maxBytes bytes that one input may unpack to
 * @param maxRatio unpacked bytes for each compressed byte, once the input is large
 * @param reserveBytes bytes of the temporary folder's disk that stay free
 * @param maxWindowBytes memory that one zstd frame may ask for
 */
public record UnpackLimits(long maxBytes, long maxRatio, long reserveBytes, long maxWindowBytes) {

  /** Limits nothing but what zstd itself limits. */
  public static final UnpackLimits NONE =
      new UnpackLimits(Long.MAX_VALUE, Long.MAX_VALUE, 0, 1L << 31);
}
