package io.logflow.format.csv;

import io.logflow.job.Dialect;

/**
 * How the records of one file are laid out.
 *
 * @param dialect the dialect, with neither header nor lines before it
 * @param symbols the same as tables
 * @param limits what a record may be at most
 * @param width fields of a sound record
 * @param endings how lines end, as {@link RecordCursor#endings} says
 */
record CsvLayout(Dialect dialect, Symbols symbols, RecordLimits limits, int width, int endings) {
  /** Mostly one short record is read; it grows for others. */
  private static final int BUFFER_BYTES = 1 << 10;

  /** A reader that judges each record; it begins at the source's first byte. */
  CsvRecordReader reader(ByteSource source) {
    return new CsvRecordReader(source, dialect, symbols, limits, width, BUFFER_BYTES, endings);
  }
}
