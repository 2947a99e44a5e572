package io.logflow.plugin;

import io.logflow.job.Schema;
import java.io.IOException;
import java.util.List;

/** Reads a published result, batch by batch. */
public interface ResultReader extends AutoCloseable {

  Schema schema();

  /** The next rows, a batch a column; an empty list at the end. Valid until the next call. */
  List<ColumnBatch> next() throws IOException;

  @Override
  void close() throws IOException;
}
