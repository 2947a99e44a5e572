package io.logflow.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/** The four letters with which every whole Parquet file begins and ends. */
final class ParquetEnds {
  private static final byte[] MAGIC = "PAR1".getBytes(US_ASCII);

  private ParquetEnds() {}

  /** Whether the file has them at both ends. */
  static boolean present(Path path) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      return file.length() >= 3L * MAGIC.length
          && isMagicAt(file, 0)
          && isMagicAt(file, file.length() - MAGIC.length);
    }
  }

  private static boolean isMagicAt(RandomAccessFile file, long offset) throws IOException {
    byte[] found = new byte[MAGIC.length];
    file.seek(offset);
    file.readFully(found);
    return Arrays.equals(found, MAGIC);
  }
}
