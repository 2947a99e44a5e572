package io.logflow.engine;

import io.logflow.job.InputPlan;
import io.logflow.plugin.ColumnBatch;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of a job's inputs as batches of the planned columns, one batch at a time. */
interface Rows {
  /** Bytes of text after which a batch is full. */
  int MOST_BYTES = 16 << 20;

  /** Goes on with this input. */
  Source open(InputPlan input) throws IOException;

  /** The batch so far; valid until {@link #clear}. */
  List<? extends ColumnBatch> columns();

  /** Rows in the batch. */
  int rows();

  /** Forgets the batch. */
  void clear();

  /** Bytes of a column's shortest value so far, as it stands in the input. */
  int shortest(int column);

  /** Bytes of a column's longest value so far, as it stands in the input. */
  int longest(int column);

  /** The records of one input. */
  interface Source extends Closeable {

    /** Adds records until the batch is full; false where the input has no more. */
    boolean fill() throws IOException;

    /** Bytes of the input read so far. */
    long position();
  }
}
