package io.logflow.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Copies column chunks of finished files, with their page indexes. */
final class ChunkCopies implements Closeable {
  private final Map<Path, Source> sources = new HashMap<>();

  void copy(ParquetFileWriter writer, ColumnDescriptor column, Path file, PageFile.Chunk chunk)
      throws IOException {
    Source source = sources.get(file);
    if (source == null) {
      source = Source.open(file);
      sources.put(file, source);
    }
    ColumnChunkMetaData found =
        source.reader.getRowGroups().get(chunk.rowGroup()).getColumns().get(chunk.column());
    if (!found.getPrimitiveType().equals(column.getPrimitiveType())) {
      throw new IllegalArgumentException(
          "a column chunk of " + found.getPrimitiveType() + " for " + column.getPrimitiveType());
    }
    writer.appendColumnChunk(
        column,
        source.bytes,
        found,
        source.reader.readBloomFilter(found),
        source.reader.readColumnIndex(found),
        source.reader.readOffsetIndex(found));
  }

  @Override
  public void close() throws IOException {
    for (Source source : sources.values()) {
      source.close();
    }
    sources.clear();
  }

  private record Source(ParquetFileReader reader, SeekableInputStream bytes) implements Closeable {

    @SuppressWarnings("MustBeClosed")
    static Source open(Path file) throws IOException {
      ParquetFileReader reader = ParquetFiles.open(file);
      try {
        return new Source(reader, new LocalInputFile(file).newStream());
      } catch (IOException | RuntimeException e) {
        reader.close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      try {
        reader.close();
      } finally {
        bytes.close();
      }
    }
  }
}
