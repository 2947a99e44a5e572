package io.logflow.format;

import java.io.IOException;

/**
 * Takes the records of a stretch of an input: the sound ones in their order, and those with a
 * problem in theirs, which may come before sound ones that stand before them.
 */
public interface RowSink {

  /** Takes sound rows. */
  void rows(RowBatch batch) throws IOException;

  /**
   * Takes one record of any kind.
   *
   * @param record stands at it; its lines count from 1
   * @param linesBefore lines of the stretch before the record's line 1
   */
  void record(RecordReader record, int linesBefore) throws IOException;
}
