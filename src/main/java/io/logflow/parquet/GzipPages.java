package io.logflow.parquet;

import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses pages as gzip members, with one deflater for all of a level. */
final class GzipPages {
  private static final int LEVEL = 6;
  private static final byte[] HEADER = {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

  private final ByteSink out = new ByteSink();
  private final CRC32 crc = new CRC32();
  private Deflater deflater;
  private int level;

  byte[] compress(byte[] page, int length, Optional<Integer> wanted) {
    prepare(wanted.orElse(LEVEL));
    out.clear();
    out.put(HEADER, 0, HEADER.length);
    deflater.setInput(page, 0, length);
    deflater.finish();
    while (!deflater.finished()) {
      out.reserve(length / 4 + 256L);
      int room = out.bytes().length - out.length();
      out.advance(deflater.deflate(out.bytes(), out.length(), room));
    }
    crc.reset();
    crc.update(page, 0, length);
    out.putInt((int) crc.getValue());
    out.putInt(length);
    return out.copy();
  }

  private void prepare(int wanted) {
    if (deflater == null) {
      deflater = new Deflater(wanted, true);
    } else {
      deflater.reset();
      if (level != wanted) {
        deflater.setLevel(wanted);
      }
    }
    level = wanted;
  }
}
