package io.logflow.format.csv;

/**
 * A record of a sample in outline.
 *
 * @param start position of its first byte in the sample
 * @param end position behind its last byte, without its line ending
 * @param line physical line of its first byte, from 1
 * @param gap whether blank lines stand before it
 * @param width its fields, 0 where its quotes are broken
 * @param kinds what its first cells look like
 * @param hash of its cells
 * @param names whether none of its cells holds a value, years aside
 * @param remark whether its first cell that is not empty reads like a remark
 */
@SuppressWarnings("ArrayRecordComponent") // Never changed: no copies.
record OutlineRow(
    long start,
    long end,
    long line,
    boolean gap,
    int width,
    CellKind[] kinds,
    long hash,
    boolean names,
    boolean remark) {

  boolean failed() {
    return width == 0;
  }

  /** Cells that are not empty, of those looked at. */
  int filled() {
    int filled = 0;
    for (CellKind kind : kinds) {
      filled += kind == CellKind.EMPTY ? 0 : 1;
    }
    return filled;
  }

  /** Cells that hold a value of a type. */
  int typed() {
    int typed = 0;
    for (CellKind kind : kinds) {
      typed += kind.isTyped() ? 1 : 0;
    }
    return typed;
  }

  boolean empty() {
    return !failed() && filled() == 0;
  }

  /** The first cell that is not empty; EMPTY where there is none. */
  CellKind first() {
    for (CellKind kind : kinds) {
      if (kind != CellKind.EMPTY) {
        return kind;
      }
    }
    return CellKind.EMPTY;
  }

  CellKind kind(int field) {
    return field < kinds.length ? kinds[field] : CellKind.EMPTY;
  }
}
