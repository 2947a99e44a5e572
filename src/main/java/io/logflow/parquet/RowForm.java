package io.logflow.parquet;

import static java.util.Objects.requireNonNull;

import io.logflow.job.Dialect;
import io.logflow.job.Format;
import java.nio.charset.Charset;
import java.util.List;

/**
 * How the rows of one input are written, so that those rejected can be read again by themselves.
 *
 * @param source the input's name
 * @param dialect its symbols, and where the columns of aligned text begin
 * @param fields names of its fields
 * @param columns by field the column of the output that it is
 * @param quotedNulls whether its quoted fields may be NULL
 */
public record RowForm(
    String source,
    Format format,
    Charset charset,
    Dialect dialect,
    List<String> fields,
    List<String> columns,
    boolean quotedNulls) {
  public RowForm {
    requireNonNull(source, "source is null");
    requireNonNull(format, "format is null");
    requireNonNull(charset, "charset is null");
    requireNonNull(dialect, "dialect is null");
    fields = List.copyOf(fields);
    columns = List.copyOf(columns);
  }

  /** Whether a field has another name in the output: another input had one much like it. */
  public boolean renamed() {
    return !fields.equals(columns);
  }
}
