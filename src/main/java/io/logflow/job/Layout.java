package io.logflow.job;

import java.util.List;
import java.util.Optional;

/**
 * How the rows of an output lie.
 *
 * @param sortBy columns by which rows are sorted, the first one first; {@code desc} behind a name
 *     turns its order round
 * @param partitionBy columns that part the output into folders, the outermost first
 * @param maxFileBytes size of the largest part
 * @param dataset whether the output is a part of its folder, which has one schema and a manifest
 */
public record Layout(
    List<String> sortBy, List<String> partitionBy, Optional<Long> maxFileBytes, boolean dataset) {
  /** Rows in the order of the input, in one file. */
  public static final Layout NONE = new Layout(List.of(), List.of(), Optional.empty());

  /** The layout of outputs of their own. */
  public Layout(List<String> sortBy, List<String> partitionBy, Optional<Long> maxFileBytes) {
    this(sortBy, partitionBy, maxFileBytes, false);
  }

  public Layout {
    sortBy = List.copyOf(sortBy);
    partitionBy = List.copyOf(partitionBy);
  }

  /** Whether anything is asked for. */
  public boolean asked() {
    return !sortBy.isEmpty() || folder();
  }

  /** Whether the output is a folder of parts instead of a file. */
  public boolean folder() {
    return !partitionBy.isEmpty() || maxFileBytes.isPresent();
  }
}
