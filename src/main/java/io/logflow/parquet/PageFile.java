package io.logflow.parquet;

import io.logflow.job.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/**
 * A Parquet file that is written row group by row group; its metadata comes last. Not thread-safe.
 */
public final class PageFile implements Closeable {

  /** What becomes the column chunk of one column. */
  public sealed interface Content permits Runs, Chunk, Nothing {}

  /**
   * Values.
   *
   * @param runs in row order; their rows add up to the row group's
   */
  public record Runs(List<PageRun> runs) implements Content {
    public Runs {
      runs = List.copyOf(runs);
    }
  }

  /**
   * A column chunk of another file, copied byte for byte.
   *
   * @param from a finished file in which the column has the same type and codec
   */
  public record Chunk(PageFile from, int rowGroup, int column) implements Content {}

  /** No values: for a file from which other chunks will be taken. Readers see NULL. */
  public record Nothing() implements Content {}

  private final Path file;
  private final PageOptions options;
  private final HeldOutput output;
  private final ParquetFileWriter writer;
  private final List<ColumnDescriptor> columns;
  private final List<PageLayout> layouts;
  private final ChunkCopies copies = new ChunkCopies();
  private final List<BitSet> missing = new ArrayList<>();
  private long rows;
  private boolean finished;

  private PageFile(Path file, MessageType schema, PageOptions options) throws IOException {
    this.file = file;
    this.options = options;
    this.output = new HeldOutput(file);
    this.columns = schema.getColumns();
    this.layouts = columns.stream().map(c -> PageLayout.of(c.getPrimitiveType(), options)).toList();
    this.writer =
        new ParquetFileWriter(
            output,
            schema,
            ParquetFileWriter.Mode.CREATE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
  }

  /**
   * Opens a new file and makes its folder where it is missing.
   *
   * @throws IllegalArgumentException where a column is nested
   */
  public static PageFile create(Path file, Schema schema, PageOptions options) throws IOException {
    schema.columns().forEach(column -> PageLayout.of(column, options));
    return create(file, SchemaMapping.toParquet(schema), options);
  }

  /** Opens a new file of columns that are flat, and makes its folder where it is missing. */
  static PageFile create(Path file, MessageType parquet, PageOptions options) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    PageFile created = new PageFile(file, parquet, options);
    try {
      created.writer.start();
      return created;
    } catch (IOException | RuntimeException e) {
      created.close();
      throw e;
    }
  }

  /**
   * Writes a row group.
   *
   * @param count its rows, at least one
   * @param contents a content a column, in the schema's order
   */
  public void write(long count, List<Content> contents) throws IOException {
    if (contents.size() != columns.size()) {
      throw new IllegalArgumentException(
          contents.size() + " contents for " + columns.size() + " columns");
    }
    BitSet without = new BitSet();
    writer.startBlock(count);
    for (int column = 0; column < contents.size(); column++) {
      Content content = contents.get(column);
      without.set(column, content instanceof Nothing);
      write(count, column, content);
    }
    writer.endBlock();
    missing.add(without);
    rows += count;
  }

  private void write(long count, int column, Content content) throws IOException {
    if (content instanceof Chunk chunk) {
      chunk.from().checkPresent(chunk.rowGroup(), chunk.column());
      copies.copy(writer, columns.get(column), chunk.from().file, chunk);
    } else if (content instanceof Runs runs) {
      write(count, column, ChunkPages.of(layouts.get(column), runs.runs()));
      if (layouts.get(column).bloom()) {
        String name = columns.get(column).getPath()[0];
        BloomFilters.of(runs.runs()).ifPresent(filter -> writer.addBloomFilter(name, filter));
      }
    } else {
      write(count, column, ChunkPages.ofNulls(layouts.get(column), count));
    }
  }

  private void checkPresent(int rowGroup, int column) {
    if (!finished || missing.get(rowGroup).get(column)) {
      throw new IllegalArgumentException(
          "column " + column + " of row group " + rowGroup + " is not in " + file);
    }
  }

  private void write(long count, int column, ChunkPages chunk) throws IOException {
    long given = chunk.pages().stream().mapToLong(DataPage::rows).sum();
    if (given != count) {
      throw new IllegalArgumentException(
          "column " + column + " has " + given + " rows in a row group of " + count);
    }
    CompressionCodecName codec = Codecs.name(options.codec());
    writer.startColumn(columns.get(column), count, codec);
    if (chunk.dictionary() != null) {
      writeDictionary(chunk.dictionary());
    }
    for (DataPage page : chunk.pages()) {
      writer.writeDataPage(
          page.rows(),
          page.plainLength(),
          BytesInput.from(page.bytes()),
          page.statistics(columns.get(column).getPrimitiveType()),
          page.rows(),
          Encoding.RLE,
          Encoding.RLE,
          page.encoding());
    }
    writer.endColumn();
  }

  private void writeDictionary(DataPage page) throws IOException {
    writer.writeDictionaryPage(
        new DictionaryPage(
            BytesInput.from(page.bytes()), page.plainLength(), page.rows(), page.encoding()));
  }

  /** Writes the footer; the file is complete then. */
  public void finish(Map<String, String> metadata) throws IOException {
    writer.end(metadata);
    finished = true;
    close();
  }

  /** Rows written so far. */
  public long rows() {
    return rows;
  }

  /** Row groups written so far. */
  public int rowGroups() {
    return missing.size();
  }

  /** Releases the file; it is complete only where {@link #finish} was called before. */
  @Override
  public void close() throws IOException {
    try {
      copies.close();
      if (!finished) {
        writer.abort();
        writer.close();
      }
    } finally {
      output.close();
    }
  }
}
