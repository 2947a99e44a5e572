package io.logflow.format.csv;

import io.logflow.format.RecordReader;
import io.logflow.job.Dialect;
import io.logflow.job.Inspection;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads delimited text. A blank line is a row with one NULL where {@code width} is 1 and is skipped
 * everywhere else. A record with broken quoting, or longer than it may be, is rejected with its
 * first physical line only; reading goes on at the next line. LF, CRLF and CR end a line; where the
 * first line ends with LF or CRLF, a lone CR is text.
 */
public final class CsvRecordReader implements RecordReader {
  private static final int BUFFER_BYTES = 1 << 18;

  private final ByteSource source;
  private final boolean ends;
  private final Dialect dialect;
  private final RecordBuffer buffer;
  private final FieldSlices fields;
  private final RecordScanner scanner;
  private final RecordJudge judge;
  private final long maxRecordBytes;
  private final int maxColumns;
  private final int width;

  private boolean started;
  private boolean passed;
  private long line = 1;
  private long breaks;
  private long skipped;
  private long stop = Long.MAX_VALUE;

  CsvRecordReader(
      ByteSource source, Dialect dialect, RecordLimits limits, int width, int bufferSize) {
    this(source, dialect, new Symbols(dialect), limits, width, bufferSize, 0);
  }

  /**
   * @param endings how lines of this input ended before the source's first byte; 0 at its start
   */
  CsvRecordReader(
      ByteSource source,
      Dialect dialect,
      Symbols symbols,
      RecordLimits limits,
      int width,
      int bufferSize,
      int endings) {
    this.ends = dialect.extent().ends();
    this.source = ends ? new LimitedSource(source, dialect.extent().end()) : source;
    this.dialect = dialect;
    this.buffer = new RecordBuffer(this.source, bufferSize);
    this.fields = new FieldSlices(limits.columns());
    this.scanner = new RecordScanner(buffer, symbols, fields, limits.recordBytes(), endings);
    this.judge =
        new RecordJudge(this.source, buffer, fields, scanner, new Unescape(symbols), limits, width);
    this.maxRecordBytes = limits.recordBytes();
    this.maxColumns = limits.columns();
    this.width = width;
  }

  /**
   * Opens a file.
   *
   * @param width fields that a sound record has; 0 where any number will do
   */
  public static CsvRecordReader open(
      Path path, Inspection inspection, RecordLimits limits, int width) throws IOException {
    return open(path, inspection, limits, width, CsvRanges.window(path, BUFFER_BYTES));
  }

  /**
   * Reads text that is in memory.
   *
   * @param utf8 sound UTF-8
   * @param width fields that a sound record has; 0 where any number will do
   */
  public static CsvRecordReader of(byte[] utf8, Dialect dialect, RecordLimits limits, int width) {
    int room = Math.max(ByteSource.MINIMUM_ROOM, Math.min(utf8.length + 1, BUFFER_BYTES));
    return new CsvRecordReader(new MemorySource(utf8), dialect, limits, width, room);
  }

  static CsvRecordReader open(
      Path path, Inspection inspection, RecordLimits limits, int width, int bufferSize)
      throws IOException {
    ByteSource source = Channels.open(path, inspection, limits.replacing(), bufferSize);
    return new CsvRecordReader(source, inspection.dialect(), limits, width, bufferSize);
  }

  @Override
  public boolean next() throws IOException {
    if (begin() && advance(width != 1)) {
      return true;
    }
    if (ends && !passed) {
      passRest();
    }
    return false;
  }

  /** Passes what stands before the first record; false where nothing follows. */
  boolean begin() throws IOException {
    if (started) {
      return true;
    }
    started = true;
    skipPreamble();
    for (int row = 0; row < dialect.headerRows(); row++) {
      if (!advance(true)) {
        return false;
      }
    }
    return true;
  }

  /** Passes what stands behind the table, which is counted as skipped. */
  void passRest() throws IOException {
    passed = true;
    if (source instanceof LimitedSource limited) {
      limited.lift();
      buffer.reopen();
    }
    line += breaks;
    breaks = 0;
    while (scanner.skipLine()) {
      breaks++; // Also the last line, which may not end.
      skipped++;
    }
  }

  /** Finds no record any more once blank lines reach up to this position. */
  void stopAt(long position) {
    stop = position;
  }

  /** Position of the first byte that was not passed yet, in the UTF-8 stream. */
  long passed() {
    return scanner.passed();
  }

  /** Lines passed so far; a last one without an ending counts. */
  long linesPassed() {
    boolean open = scanner.end() == scanner.passed() && scanner.start() < scanner.end();
    return line - 1 + breaks + (open ? 1 : 0);
  }

  /** How lines ended so far. */
  int endings() {
    return scanner.endings();
  }

  private void skipPreamble() throws IOException {
    for (int index = 0; index < dialect.skipLines() && scanner.skipLine(); index++) {
      breaks += scanner.breaks();
      skipped++;
    }
  }

  private boolean advance(boolean skipBlank) throws IOException {
    while (scanner.next()) {
      line += breaks;
      breaks = scanner.breaks();
      if (scanner.commented()) {
        judge.unclean();
        skipped++;
        continue;
      }
      if (scanner.start() < scanner.end() || scanner.failure() != FieldScanner.Failure.NONE) {
        judge.judge();
        breaks = scanner.breaks();
        return true;
      }
      judge.unclean();
      if (!skipBlank) {
        judge.accept();
        return true;
      }
      skipped++;
      if (scanner.passed() >= stop) {
        return false;
      }
    }
    return false;
  }

  @Override
  public OptionalLong replaced() throws IOException {
    return judge.replaced();
  }

  /** Whether a field of the record holds an escaped character. */
  boolean escapes() {
    return fields.escapes();
  }

  @Override
  public int fieldCount() {
    return Math.min(fields.count(), maxColumns);
  }

  @Override
  public byte[] buffer() {
    return buffer.bytes;
  }

  @Override
  public int start(int field) {
    return buffer.record + fields.start(field);
  }

  @Override
  public int end(int field) {
    return buffer.record + fields.end(field);
  }

  @Override
  public boolean quoted(int field) {
    return fields.quoted(field);
  }

  @Override
  public Optional<RejectReason> problem() {
    return judge.problem();
  }

  @Override
  public String problemDetail() {
    return judge.detail();
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public long length() {
    return scanner.end() - scanner.start();
  }

  @Override
  public long byteOffset() throws IOException {
    return judge.offset();
  }

  @Override
  public byte[] raw() throws IOException {
    long length = source.offset(scanner.end()) - byteOffset();
    return source.original(byteOffset(), (int) Math.min(length, maxRecordBytes));
  }

  @Override
  public long position() {
    return source.consumed();
  }

  @Override
  public long skipped() {
    return skipped;
  }

  @Override
  public boolean clean() {
    return judge.clean() && scanner.clean();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
