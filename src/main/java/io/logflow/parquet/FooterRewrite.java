package io.logflow.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;

/**
 * Puts other key-value metadata into the footer of a file, in place: everything before the footer,
 * and with it every page, index and filter, stays where and as it is. Not for files that somebody
 * reads meanwhile.
 */
public final class FooterRewrite {
  /** The footer's length and the magic behind it. */
  private static final int TAIL = 8;

  private FooterRewrite() {}

  /**
   * Replaces the key-value metadata of a whole file.
   *
   * @throws IOException where it cannot be read or written; the file is of no use then
   */
  public static void metadata(Path file, Map<String, String> metadata) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] tail = new byte[TAIL];
      bytes.seek(bytes.length() - TAIL);
      bytes.readFully(tail);
      int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      long start = bytes.length() - TAIL - length;
      byte[] old = new byte[length];
      bytes.seek(start);
      bytes.readFully(old);
      byte[] footer = with(old, metadata);
      bytes.seek(start);
      bytes.write(footer);
      ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).putInt(footer.length);
      bytes.write(tail);
      bytes.setLength(start + footer.length + TAIL);
    }
  }

  private static byte[] with(byte[] old, Map<String, String> metadata) throws IOException {
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(old));
    List<KeyValue> entries = new ArrayList<>();
    metadata.forEach((key, value) -> entries.add(new KeyValue(key).setValue(value)));
    footer.setKey_value_metadata(entries);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(old.length + 1024);
    Util.writeFileMetaData(footer, bytes);
    return bytes.toByteArray();
  }
}
