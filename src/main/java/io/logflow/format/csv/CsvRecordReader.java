package io.logflow.format.csv;

import io.logflow.format.RecordReader;
import io.logflow.job.Dialect;
import io.logflow.job.Inspection;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

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
  private final Unescape unescape;
  private final long maxRecordBytes;
  private final int maxColumns;
  private final boolean pads;
  private final int width;

  private boolean started;
  private boolean passed;
  private boolean clean = true;
  private long line = 1;
  private long breaks;
  private long skipped;
  private long stop = Long.MAX_VALUE;
  private long offset;
  private Optional<RejectReason> problem = Optional.empty();
  private String detail = "";

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
    this.unescape = new Unescape(symbols);
    this.maxRecordBytes = limits.recordBytes();
    this.maxColumns = limits.columns();
    this.pads = limits.pads();
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

  static CsvRecordReader open(
      Path path, Inspection inspection, RecordLimits limits, int width, int bufferSize)
      throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      ByteSource source =
          inspection.charset().equals(StandardCharsets.UTF_8)
              ? new Utf8Source(channel, inspection.bomLength(), bufferSize)
              : new TranscodingSource(
                  channel, inspection.bomLength(), inspection.charset(), bufferSize);
      return new CsvRecordReader(source, inspection.dialect(), limits, width, bufferSize);
    } catch (RuntimeException failure) {
      channel.close();
      throw failure;
    }
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
      breaks += scanner.breaks();
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
        clean = false;
        skipped++;
        continue;
      }
      if (scanner.start() < scanner.end() || !isBlank()) {
        judge();
        return true;
      }
      clean = false;
      if (!skipBlank) {
        accept();
        return true;
      }
      skipped++;
      if (scanner.passed() >= stop) {
        return false;
      }
    }
    return false;
  }

  private boolean isBlank() {
    return scanner.failure() == FieldScanner.Failure.NONE;
  }

  private void judge() throws IOException {
    accept();
    if (scanner.failure() != FieldScanner.Failure.NONE) {
      judgeFailure();
      return;
    }
    long undecodable = firstUndecodable();
    if (undecodable >= 0) {
      // In the order of the file: where decoding cannot begin in the middle, going back is dear.
      offset = source.offset(scanner.start());
      long bad = source.offset(undecodable);
      reject(RejectReason.UNDECODABLE, "The bytes at offset " + bad + " do not decode.");
    } else if (fields.overflown()) {
      reject(RejectReason.OVER_LIMIT, Faults.tooWide(fields.count(), maxColumns));
    } else if (width > 0 && fields.count() != width && !fitted()) {
      reject(
          fields.count() < width ? RejectReason.TOO_FEW_FIELDS : RejectReason.TOO_MANY_FIELDS,
          Faults.otherWidth(fields.count(), width));
    }
    if (fields.escapes()) {
      unescape.apply(buffer, fields);
    }
  }

  /** Fills up a record or drops what is empty behind it, where that is asked for. */
  private boolean fitted() {
    if (!pads) {
      return false;
    }
    clean = false;
    if (fields.count() < width) {
      fields.pad(width, (int) (scanner.end() - scanner.start()));
      return true;
    }
    return fields.cut(width);
  }

  private long firstUndecodable() {
    if (!scanner.beyondAscii()) {
      return -1;
    }
    int length = (int) (scanner.end() - scanner.start());
    return source.firstUndecodable(
        buffer.bytes, buffer.record, buffer.record + length, scanner.start());
  }

  private void judgeFailure() throws IOException {
    offset = source.offset(scanner.start());
    boolean tooLong = scanner.failure() == FieldScanner.Failure.TOO_LONG;
    reject(
        tooLong ? RejectReason.OVER_LIMIT : RejectReason.BROKEN_QUOTING,
        tooLong
            ? Faults.tooLong(maxRecordBytes)
            : Faults.brokenQuoting(scanner.failure(), scanner.failedField()));
    scanner.cutToFirstLine();
    breaks = scanner.breaks();
  }

  private void accept() {
    offset = -1;
    problem = Optional.empty();
    detail = "";
  }

  private void reject(RejectReason reason, String sentence) {
    clean = false;
    problem = Optional.of(reason);
    detail = sentence;
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
    return problem;
  }

  @Override
  public String problemDetail() {
    return detail;
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
    if (offset < 0) {
      offset = source.offset(scanner.start());
    }
    return offset;
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
    return clean && scanner.clean();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
