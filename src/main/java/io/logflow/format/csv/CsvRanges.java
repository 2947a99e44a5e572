package io.logflow.format.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.format.RowSink;
import io.logflow.job.Extent;
import io.logflow.job.Inspection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A file of delimited text that can be read at several places at once. Where a record begins cannot
 * be told in the middle of a file, because a line ending may belong to a quoted field. So a place
 * is guessed, and is right if the records before it end there: whoever reads ranges in parallel
 * compares {@link CsvRange#end} with the next one's start and reads again what was guessed wrong.
 */
public final class CsvRanges implements Closeable {
  private static final int BUFFER_BYTES = 1 << 17;

  /** Buffers have so much more than a small file, so that they see its end. */
  private static final int ROOM = 1 << 10;

  private static final int BATCH_FIELDS = 1 << 14;

  /**
   * Each column is begun anew for each batch, when what is kept of it, above all its dictionary,
   * has left the processor's cache: of many columns a batch must hold many rows.
   */
  private static final int ROWS_OF_MANY_COLUMNS = 1024;

  private static final int BYTES_A_COLUMN = 10 << 10;
  private static final int MOST_FIELDS = 1 << 19;
  private static final int LEAST_ROWS = 32;
  private static final int MOST_BUFFER_BYTES = 1 << 22;

  private final FileChannel channel;
  private final Section section;
  private final CsvLayout layout;
  private final CsvRange before;
  private final RecordGuess guess;
  private final int bufferBytes;
  private final ConcurrentLinkedQueue<RangeReader> readers = new ConcurrentLinkedQueue<>();

  private CsvRanges(Section section, CsvLayout layout, CsvRange before, int bufferBytes) {
    this.channel = section.channel();
    this.section = section;
    this.layout = layout;
    this.before = before;
    this.guess = new RecordGuess(channel, layout);
    this.bufferBytes = bufferBytes;
  }

  /**
   * Opens a file.
   *
   * @param width fields that a sound record has
   * @return empty where the file has to be read from its start to its end: it is not UTF-8, or what
   *     does not decode is replaced, it has unusual symbols, or lines that end with a carriage
   *     return
   */
  public static Optional<CsvRanges> open(
      Path path, Inspection inspection, RecordLimits limits, int width) throws IOException {
    long wide = Math.min(MOST_BUFFER_BYTES, (long) width * BYTES_A_COLUMN);
    return open(path, inspection, limits, width, (int) Math.max(BUFFER_BYTES, wide));
  }

  static Optional<CsvRanges> open(
      Path path, Inspection inspection, RecordLimits limits, int width, int bufferBytes)
      throws IOException {
    Symbols symbols = new Symbols(inspection.dialect());
    boolean utf8 = inspection.charset().equals(UTF_8);
    boolean inOrder = !utf8 || limits.replacing();
    if (inOrder || !RowSplitter.takes(symbols) || width > limits.columns()) {
      return Optional.empty();
    }
    try (CsvRecordReader reader = CsvRecordReader.open(path, inspection, limits, width)) {
      reader.begin();
      CsvRange before =
          new CsvRange(
              inspection.bomLength(),
              inspection.bomLength() + reader.passed(),
              reader.linesPassed(),
              reader.skipped(),
              0,
              reader.clean());
      int endings = reader.endings();
      boolean carriageReturn = false;
      if (endings == 0 && reader.next()) {
        endings = reader.endings();
        // Whether it ends a line depends on how lines end, which is not known before.
        carriageReturn = new String(reader.raw(), ISO_8859_1).indexOf('\r') >= 0;
      }
      if (carriageReturn || (endings & RecordCursor.CR) != 0) {
        return Optional.empty();
      }
      int firstEnding = (endings & RecordCursor.LF) != 0 ? RecordCursor.LF : endings;
      CsvLayout layout =
          new CsvLayout(inspection.dialect().symbols(), symbols, limits, width, firstEnding);
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      Extent extent = inspection.dialect().extent();
      long end = extent.ends() ? inspection.bomLength() + extent.end() : Long.MAX_VALUE;
      Section section = new Section(channel, end);
      return Optional.of(new CsvRanges(section, layout, before, bufferBytes));
    }
  }

  /** What stands before the first record: preamble and header. */
  public CsvRange before() {
    return before;
  }

  /** Offset of the byte behind the table; the largest number where the file ends with it. */
  public long end() {
    return section.end();
  }

  /** Lines behind the table, which are no records. */
  public long linesAfter() throws IOException {
    if (section.end() >= channel.size()) {
      return 0;
    }
    ByteSource rest = new Utf8Source(channel, section.end(), Channels.PIECE_BYTES);
    CsvRecordReader reader = layout.reader(rest);
    reader.passRest();
    return reader.skipped();
  }

  /**
   * Where a record probably begins, at an offset or behind it; -1 where nothing tells. Safe for
   * many threads.
   */
  public long guess(long offset) throws IOException {
    return guess.from(offset);
  }

  /**
   * Reads the records that begin from {@code start}, where one begins, on and before {@code end}.
   * Safe for many threads; their buffers are used again.
   */
  public CsvRange read(long start, long end, RowSink into) throws IOException {
    RangeReader known = readers.poll();
    RangeReader reader = known == null ? reader() : known;
    CsvRange range = reader.read(start, end, into);
    readers.add(reader);
    return range;
  }

  /** Bytes of a buffer for a file, at most so many. */
  static int window(Path path, int most) throws IOException {
    return window(Files.size(path), most);
  }

  private static int window(long size, int most) {
    return (int) Math.min(most, size + ROOM);
  }

  /** A small file gets small buffers: it has at most a field a byte, and one more. */
  private RangeReader reader() throws IOException {
    int width = layout.width();
    int wide = Math.min(MOST_FIELDS, width * ROWS_OF_MANY_COLUMNS);
    int fields = Math.max(Math.max(BATCH_FIELDS, wide), width * LEAST_ROWS);
    long size = channel.size();
    return new RangeReader(
        section, layout, window(size, bufferBytes), (int) Math.min(fields, size + width));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
