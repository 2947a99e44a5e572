package io.logflow.parquet;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;

/** Opens Parquet files, and says in our words what is wrong with those that do not open. */
final class ParquetFiles {
  private static final String MAGIC = "PAR1";
  private static final String ENCRYPTED_MAGIC = "PARE";

  /** Magic, footer length and magic again: less cannot be a Parquet file. */
  private static final int SHORTEST = 12;

  private ParquetFiles() {}

  /** Opens a file for reading; the footer is read, checked and plausible. */
  static ParquetFileReader open(Path file) throws IOException {
    checkEnds(file);
    ParquetFileReader reader =
        ParquetFileReader.open(new LocalInputFile(file), PlainReadOptions.create());
    try {
      checkExtents(reader, Files.size(file));
      return reader;
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static void checkEnds(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw notParquet(file, "is not a regular file");
    }
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      if (bytes.length() == 0) {
        throw notParquet(file, "is empty");
      }
      checkStart(file, bytes.length() < 4 ? "" : magic(bytes, 0));
      if (bytes.length() < SHORTEST || !MAGIC.equals(magic(bytes, bytes.length() - 4))) {
        throw damaged(file, "it ends without a footer, so it is cut off", null);
      }
    }
  }

  private static void checkStart(Path file, String magic) {
    if (ENCRYPTED_MAGIC.equals(magic)) {
      throw notParquet(file, "is encrypted");
    }
    if (!MAGIC.equals(magic)) {
      throw notParquet(file, "does not begin as a Parquet file does");
    }
  }

  private static String magic(RandomAccessFile bytes, long at) throws IOException {
    byte[] magic = new byte[4];
    bytes.seek(at);
    bytes.readFully(magic);
    return new String(magic, StandardCharsets.ISO_8859_1);
  }

  /** Before anything is allocated by it: a damaged footer may promise terabytes. */
  private static void checkExtents(ParquetFileReader reader, long fileLength) throws IOException {
    for (BlockMetaData group : reader.getRowGroups()) {
      for (ColumnChunkMetaData column : group.getColumns()) {
        long start = column.getStartingPos();
        long length = column.getTotalSize();
        if (start < 0 || length < 0 || length > fileLength - start || group.getRowCount() < 0) {
          throw new IOException("column " + column.getPath() + " lies outside the file");
        }
      }
    }
  }

  /** What went wrong while {@code file} was read, in our words. */
  static LogFlowException failure(Path file, Exception failure) {
    if (failure instanceof LogFlowException known) {
      return known;
    }
    if (failure instanceof NoSuchFileException) {
      return ErrorKind.INPUT_NOT_FOUND.error(
          "There is no file " + file + ".", "Check the path.", failure);
    }
    if (failure instanceof AccessDeniedException || !Files.isReadable(file)) {
      return ErrorKind.INPUT_UNREADABLE.error(
          file + " may not be read.", "Check the permissions of the file.", failure);
    }
    String said = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return damaged(file, said, failure);
  }

  private static LogFlowException damaged(Path file, String why, Exception cause) {
    return ErrorKind.VERIFICATION.error(
        "The Parquet file " + file + " cannot be read: " + why.replaceAll("\\.?\\s*$", "") + ".",
        "Get or make the file again; it is damaged, cut off, or of a kind that LogFlow does not"
            + " know.",
        cause);
  }

  private static LogFlowException notParquet(Path file, String why) {
    return ErrorKind.UNSUPPORTED_FORMAT.error(
        file + " is not a Parquet file that can be read: it " + why + ".",
        "Name a Parquet file; other formats become Parquet with 'logflow convert'.");
  }
}
