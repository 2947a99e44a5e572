package io.logflow.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;

/** Reads footers. */
public final class ParquetFooters {
  private ParquetFooters() {}

  /**
   * Reads the footer of a file.
   *
   * @throws io.logflow.job.LogFlowException INPUT_NOT_FOUND, INPUT_UNREADABLE; UNSUPPORTED_FORMAT
   *     where it is no Parquet file or one that cannot be read; VERIFICATION where it is cut off or
   *     damaged
   */
  public static Footer read(Path file) {
    try (ParquetFileReader reader = ParquetFiles.open(file)) {
      return of(reader);
    } catch (IOException | RuntimeException e) {
      throw ParquetFiles.failure(file, e);
    }
  }

  static Footer of(ParquetFileReader reader) {
    FileMetaData file = reader.getFileMetaData();
    List<BlockMetaData> groups = reader.getRowGroups();
    return new Footer(
        SchemaMapping.fromParquet(file.getSchema()),
        groups.stream().mapToLong(BlockMetaData::getRowCount).sum(),
        present(file.getKeyValueMetaData()),
        Objects.requireNonNullElse(file.getCreatedBy(), ""),
        groups.size(),
        codecs(groups));
  }

  /** Some writers leave a value out. */
  private static Map<String, String> present(Map<String, String> metadata) {
    Map<String, String> present = new TreeMap<>(metadata);
    present.replaceAll((key, value) -> Objects.requireNonNullElse(value, ""));
    return present;
  }

  private static List<String> codecs(List<BlockMetaData> groups) {
    return groups.stream()
        .flatMap(group -> group.getColumns().stream())
        .map(column -> column.getCodec().name())
        .distinct()
        .sorted()
        .toList();
  }
}
