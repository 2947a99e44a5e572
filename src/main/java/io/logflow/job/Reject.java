package io.logflow.job;

import static java.util.Objects.requireNonNull;

/**
 * A row that was not taken in.
 *
 * @param line physical line of its first byte, from 1
 * @param byteOffset offset of its first byte in the plain content of the input
 * @param raw its bytes as they stand there, without the line ending
 * @param column name of the column at fault, empty where it is the whole row
 * @param reason why
 * @param detail why, one sentence with the figures
 */
@SuppressWarnings("ArrayRecordComponent") // Up to 64 MB and written once: no copies.
public record Reject(
    long line, long byteOffset, byte[] raw, String column, RejectReason reason, String detail) {
  public Reject {
    requireNonNull(raw, "raw is null");
    requireNonNull(column, "column is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
  }

  /** The same further down: {@code lines} more stand before it. */
  public Reject below(long lines) {
    return new Reject(line + lines, byteOffset, raw, column, reason, detail);
  }
}
