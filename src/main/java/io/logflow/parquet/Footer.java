package io.logflow.parquet;

import io.logflow.job.Schema;
import java.util.List;
import java.util.Map;

/**
 * What a Parquet file says of itself.
 *
 * @param schema its columns, as {@link ParquetResultReader} reads them
 * @param rows rows in all row groups
 * @param metadata key-value metadata; see {@link FooterMetadata}
 * @param createdBy the program that wrote it, empty where it does not say
 * @param rowGroups number of row groups
 * @param codecs codecs of its columns, in Parquet's words, each once, sorted
 */
public record Footer(
    Schema schema,
    long rows,
    Map<String, String> metadata,
    String createdBy,
    int rowGroups,
    List<String> codecs) {
  public Footer {
    metadata = Map.copyOf(metadata);
    codecs = List.copyOf(codecs);
  }
}
