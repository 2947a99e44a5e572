package io.logflow.format;

import io.logflow.job.RejectReason;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the records of one input in order, as slices of one reused buffer. The header is not a
 * record. Two readers of the same bytes with the same arguments give the same records and the same
 * problems: scan and engines rely on it.
 */
public interface RecordReader extends Closeable {

  /** Moves to the next record; false at the end. What earlier calls returned is invalid then. */
  boolean next() throws IOException;

  /** Fields of this record. */
  int fieldCount();

  /** The buffer that holds the fields as UTF-8, without quotes and escapes; do not change it. */
  byte[] buffer();

  /** First byte of a field in {@link #buffer}. */
  int start(int field);

  /** Byte after a field in {@link #buffer}. */
  int end(int field);

  /** Whether the field stood in quotes. */
  boolean quoted(int field);

  /** Why this record must be rejected; empty where it is sound. */
  Optional<RejectReason> problem();

  /** The problem in a sentence with its figures; empty where the record is sound. */
  String problemDetail();

  /**
   * Offset in the input of this record's first bytes that do not decode and in whose place U+FFFD
   * stands; empty where there are none. Ask in the order of the records.
   */
  default OptionalLong replaced() throws IOException {
    return OptionalLong.empty();
  }

  /** Physical line of the record's first byte, from 1. */
  long line();

  /** Bytes of the record, counted in UTF-8, without its line ending. */
  long length();

  /**
   * Offset of the record's first byte in the input. In another encoding than UTF-8 this decodes
   * anew what came before: ask only where it is needed.
   */
  long byteOffset() throws IOException;

  /** The record's bytes as they came in, without the line ending; a copy. */
  byte[] raw() throws IOException;

  /** Bytes of the input read so far. */
  long position();

  /** Lines skipped so far: the preamble, and blank lines in a file of several columns. */
  long skipped();

  /**
   * Whether nothing was read so far that another strict RFC 4180 reader may take otherwise: no
   * record with a problem, no quote within an unquoted field, no blank between a quote and a
   * delimiter, no blank line, no NUL, no lone carriage return, no mix of line endings.
   */
  boolean clean();
}
