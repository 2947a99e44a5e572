package io.logflow.flow.replay;

import io.logflow.format.RecordReader;
import io.logflow.job.Dialect;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes rows that can be read after all to a file of their own: RFC 4180 in UTF-8 with a header,
 * or one JSON value a line.
 */
final class CleanRows implements Closeable {
  /** How delimited rows are written. */
  static final Dialect DIALECT =
      new Dialect(",", '"', '"', true, 0, "Rows that are taken in again are written so.");

  private final FileChannel channel;
  private final OutputStream out;
  private final Set<String> nullWords;
  private final int columns;
  private boolean plain;
  private boolean quotedEmpty;

  /**
   * Begins a file, which must not be there.
   *
   * @param columns names of the columns; none where the rows are JSON
   * @param nullWords texts that mean NULL where they stand without quotes
   */
  CleanRows(Path file, List<String> columns, List<String> nullWords) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    this.nullWords = new HashSet<>(nullWords);
    this.columns = columns.size();
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    for (int column = 0; column < columns.size(); column++) {
      byte[] name = columns.get(column).getBytes(StandardCharsets.UTF_8);
      begin(header, column);
      quoted(header, name, 0, name.length);
    }
    if (!columns.isEmpty()) {
      header.write('\n');
    }
    write(header);
  }

  /** Ends what was collected of one rejected row; several rows may come of it. */
  void write(ByteArrayOutputStream collected) throws IOException {
    collected.writeTo(out);
  }

  /**
   * Adds a sound record to what is collected.
   *
   * @param fieldOfColumn by column the field, -1 where the record has none
   * @param quotedNulls whether its quoted fields may be NULL
   */
  void add(
      ByteArrayOutputStream to, RecordReader record, int[] fieldOfColumn, boolean quotedNulls) {
    for (int column = 0; column < columns; column++) {
      begin(to, column);
      if (fieldOfColumn[column] >= 0) {
        field(to, record, fieldOfColumn[column], quotedNulls);
      }
    }
    to.write('\n');
  }

  /** Adds a JSON value; a line ending in it stands between two of its parts. */
  static void addJson(ByteArrayOutputStream to, String value) {
    byte[] line = value.replace('\n', ' ').replace('\r', ' ').getBytes(StandardCharsets.UTF_8);
    to.writeBytes(line);
    to.write('\n');
  }

  private static void begin(ByteArrayOutputStream to, int column) {
    if (column > 0) {
      to.write(',');
    }
  }

  /**
   * Writes a field so that it means by itself what it meant in its input: NULL is nothing at all,
   * what could be taken for NULL has quotes, and all else that can be without them is.
   */
  private void field(
      ByteArrayOutputStream to, RecordReader record, int field, boolean quotedNulls) {
    byte[] bytes = record.buffer();
    int start = record.start(field);
    int end = record.end(field);
    boolean nullWord = start == end || nullWords.contains(text(bytes, start, end));
    if (nullWord && (quotedNulls || !record.quoted(field))) {
      return;
    }
    if (nullWord || !isPlain(bytes, start, end)) {
      quoted(to, bytes, start, end);
      quotedEmpty |= start == end;
    } else {
      to.write(bytes, start, end - start);
      plain = true;
    }
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  /** Whether a field means the same without quotes in the dialect of this file. */
  private static boolean isPlain(byte[] bytes, int start, int end) {
    for (int at = start; at < end; at++) {
      byte b = bytes[at];
      boolean edge = at == start || at == end - 1;
      if (b == ',' || b == '"' || b == '\n' || b == '\r' || (edge && (b == ' ' || b == '\t'))) {
        return false;
      }
    }
    return true;
  }

  private static void quoted(ByteArrayOutputStream to, byte[] bytes, int start, int end) {
    to.write('"');
    for (int at = start; at < end; at++) {
      if (bytes[at] == '"') {
        to.write('"');
      }
      to.write(bytes[at]);
    }
    to.write('"');
  }

  /**
   * Whether the file may be taken for one that quotes everything, in which an empty text would be
   * NULL.
   */
  boolean isUnclear() {
    return quotedEmpty && !plain;
  }

  /** Ends the file; it is on the disk then. */
  @Override
  public void close() throws IOException {
    try (FileChannel open = channel) {
      out.flush();
      open.force(true);
    }
  }
}
