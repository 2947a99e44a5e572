package io.logflow.parquet;

import static java.util.Objects.requireNonNull;

import io.logflow.job.Codec;
import java.util.List;
import java.util.Optional;

/**
 * How pages are made.
 *
 * @param codec codec of the pages
 * @param level the codec's level, where given and where the codec has levels
 * @param pageBytes aim for a page's values, uncompressed
 * @param dictionaryBytes the most that the dictionary of one column chunk may take, uncompressed
 * @param bloomFilters names of the columns that get Bloom filters; {@code *} means all
 */
public record PageOptions(
    Codec codec,
    Optional<Integer> level,
    int pageBytes,
    int dictionaryBytes,
    List<String> bloomFilters) {
  private static final int USUAL_BYTES = 1 << 20;

  public PageOptions {
    requireNonNull(codec, "codec is null");
    requireNonNull(level, "level is null");
    bloomFilters = List.copyOf(bloomFilters);
    if (pageBytes < 1 || dictionaryBytes < 1) {
      throw new IllegalArgumentException("pages and dictionaries have at least one byte");
    }
  }

  /** Pages and dictionaries of 1 MB, no Bloom filters. */
  public static PageOptions of(Codec codec, Optional<Integer> level) {
    return new PageOptions(codec, level, USUAL_BYTES, USUAL_BYTES, List.of());
  }

  /** The same with Bloom filters for some columns. */
  public PageOptions withBloomFilters(List<String> columns) {
    return new PageOptions(codec, level, pageBytes, dictionaryBytes, columns);
  }
}
