package io.logflow.it;

import io.logflow.job.Schema;
import java.util.List;

/**
 * A table as delimited text, and what must become of it.
 *
 * @param csv the file, UTF-8
 * @param header whether it has one; to be set, because text cannot always tell
 * @param schema the columns it must become
 * @param rows the canonical texts of its values in order, null for NULL; see samples/README.md
 */
@SuppressWarnings("ArrayRecordComponent") // Written to a file once.
record GeneratedTable(byte[] csv, boolean header, Schema schema, List<List<String>> rows) {}
