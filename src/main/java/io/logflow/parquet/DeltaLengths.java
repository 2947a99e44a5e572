package io.logflow.parquet;

import io.logflow.job.Codec;
import java.util.Arrays;

/**
 * Texts as Parquet's DELTA_LENGTH_BYTE_ARRAY: their lengths first, in differences, then their bytes
 * without a gap. Chosen instead of plain texts where a part of them compresses to less.
 */
final class DeltaLengths {
  /** Bytes of plain texts that are compressed both ways, about. */
  private static final int SAMPLE = 16 << 10;

  /** A gain of less than one part in so many is not worth another way of reading. */
  private static final int LEAST_GAIN = 32;

  private final PageMaker maker;
  private final DeltaEncoder encoder = new DeltaEncoder();
  private final ByteSink plainSample = new ByteSink();
  private final ByteSink sample = new ByteSink();
  private long[] lengths = new long[64];

  DeltaLengths(PageMaker maker) {
    this.maker = maker;
  }

  /**
   * Whether plain texts are smaller so, compressed, as far as the first of them tell. With a fast
   * codec the gain is too little for the time: 300 MB of texts took 4 % more processor time with
   * Snappy, for a file smaller by 0.6 %, and 3 % more with zstd, for 7 %.
   */
  boolean smaller(ByteSink plain) {
    Codec codec = maker.layout().options().codec();
    if (codec != Codec.ZSTD && codec != Codec.GZIP) {
      return false;
    }
    if ((int) ByteSink.INT.get(plain.bytes(), 0)
        > SAMPLE) { // Of long texts the lengths are nothing.
      return false;
    }
    int end = 0;
    while (end < plain.length() && end < SAMPLE) {
      end += 4 + (int) ByteSink.INT.get(plain.bytes(), end);
    }
    plainSample.clear();
    plainSample.put(plain.bytes(), 0, end);
    sample.clear();
    encode(plain.bytes(), end, sample);
    int plainBytes = maker.squeezed(plainSample);
    return maker.squeezed(sample) < plainBytes - plainBytes / LEAST_GAIN;
  }

  /** Encodes the plain texts in the bytes before {@code end}. */
  void encode(byte[] plain, int end, ByteSink out) {
    int count = 0;
    for (int at = 0; at < end; at += 4 + (int) lengths[count - 1]) {
      if (count == lengths.length) {
        lengths = Arrays.copyOf(lengths, count * 2);
      }
      lengths[count++] = (int) ByteSink.INT.get(plain, at);
    }
    encoder.encode(lengths, 0, count, true, out);
    out.reserve(end);
    int at = 0;
    for (int i = 0; i < count; i++) {
      int length = (int) lengths[i];
      System.arraycopy(plain, at + 4, out.bytes(), out.length(), length);
      out.advance(length);
      at += 4 + length;
    }
  }
}
