package io.logflow.flow.compact;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What became of a folder of outputs, or would.
 *
 * @param folder the folder
 * @param files Parquet files that were in it
 * @param merged those that became one, or would
 * @param leftAlone by file name, why it was not touched; files that are large enough are not here
 */
public record CompactReport(
    Path folder, int files, List<Merged> merged, Map<String, String> leftAlone) {
  public CompactReport {
    merged = List.copyOf(merged);
  }

  /**
   * Files that are one now.
   *
   * @param target the file that has their rows
   * @param sources names of the files that it stands for
   * @param bytesAfter its size, bytes; 0 where it was not written
   */
  public record Merged(
      Path target, List<String> sources, long rows, long bytesBefore, long bytesAfter) {
    public Merged {
      sources = List.copyOf(sources);
    }
  }
}
