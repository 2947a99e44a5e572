package io.logflow.parquet;

import com.github.luben.zstd.ZstdCompressCtx;
import io.airlift.compress.lz4.Lz4Compressor;
import io.logflow.job.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.Optional;
import org.xerial.snappy.Snappy;

/** Compresses pages one after the other, with buffers and contexts that are used again. */
final class PageSqueezer {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final int ZSTD_LEVEL = 3;
  private static final int MOST_KEPT = 16 << 20;

  private final Lz4Compressor lz4 = new Lz4Compressor();
  private final GzipPages gzip = new GzipPages();
  private ZstdCompressCtx zstd;
  private byte[] buffer = new byte[0];

  /** The first {@code length} bytes, compressed, in an array of their own. */
  byte[] squeeze(byte[] page, int length, Codec codec, Optional<Integer> level) {
    if (codec == Codec.NONE) {
      return Arrays.copyOf(page, length);
    }
    try {
      return switch (codec) {
        case SNAPPY -> snappy(page, length);
        case ZSTD -> zstd(page, length, level.orElse(ZSTD_LEVEL));
        case GZIP -> gzip.compress(page, length, level);
        default -> lz4(page, length);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] snappy(byte[] page, int length) throws IOException {
    byte[] target = room(Snappy.maxCompressedLength(length));
    return Arrays.copyOf(target, Snappy.compress(page, 0, length, target, 0));
  }

  private byte[] zstd(byte[] page, int length, int level) {
    if (zstd == null) {
      ZstdCompressCtx context = new ZstdCompressCtx();
      CLEANER.register(this, context::close);
      zstd = context;
    }
    byte[] target = room(length + (length >> 7) + 1024);
    zstd.setLevel(level);
    return Arrays.copyOf(target, zstd.compressByteArray(target, 0, target.length, page, 0, length));
  }

  private byte[] lz4(byte[] page, int length) {
    byte[] target = room(lz4.maxCompressedLength(length));
    return Arrays.copyOf(target, lz4.compress(page, 0, length, target, 0, target.length));
  }

  private byte[] room(int length) {
    if (length > MOST_KEPT) {
      buffer = new byte[0];
      return new byte[length];
    }
    if (buffer.length < length) {
      buffer = new byte[Math.max(length, buffer.length * 2)];
    }
    return buffer;
  }
}
