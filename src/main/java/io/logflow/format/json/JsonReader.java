package io.logflow.format.json;

import io.logflow.format.Inspector;
import io.logflow.format.RowBatch;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Format;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts an input into chunks of whole records, in order. Chunks begin at the same places whoever
 * reads them, so that what is found does not depend on the number of threads.
 */
public final class JsonReader implements Closeable {
  private static final int CHUNK_BYTES = 4 << 20;

  /** Bytes behind a chunk that may be read, whatever they hold, as part of a word. */
  private static final int SLACK = RowBatch.SLACK;

  private static final int LEAST_ROOM = 1024;
  private static final int MARGIN = 1 << 16;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 64;

  private final JsonSource source;
  private final JsonSplitter splitter;
  private final int chunkBytes;
  private final int maxRecordBytes;
  private byte[] rest = {};
  private int restLength;
  private boolean ended;
  private boolean skipping;
  private long line = 1;
  private long column;
  private long offset;
  private long position;

  private JsonReader(JsonSource source, boolean lines, long start, long limit, int chunkBytes) {
    this.source = source;
    this.maxRecordBytes = (int) Math.min(limit, MOST_BYTES / 4);
    this.splitter = lines ? null : new JsonSplitter(maxRecordBytes);
    this.offset = start;
    this.chunkBytes = chunkBytes;
  }

  /** Opens an input that was inspected. */
  @SuppressWarnings("MustBeClosed")
  public static JsonReader open(Input input, ConversionOptions options) throws IOException {
    return open(input, options, CHUNK_BYTES);
  }

  /** As {@link #open(Input, ConversionOptions)}, with chunks of another size. */
  @SuppressWarnings("MustBeClosed")
  public static JsonReader open(Input input, ConversionOptions options, int chunkBytes)
      throws IOException {
    Inspection inspection =
        input
            .inspection()
            .orElseThrow(
                () -> new IllegalStateException(input.originalName() + " was not inspected yet"));
    return new JsonReader(
        JsonSource.open(input, inspection),
        inspection.format() == Format.NDJSON || Inspector.isEmpty(input),
        inspection.bomLength(),
        options.maxRecordBytes(),
        chunkBytes);
  }

  /**
   * Opens an input of lines in UTF-8 somewhere; what is left of a line comes as a record, too.
   *
   * @param start a byte of the input
   * @param chunkBytes bytes of a chunk
   */
  @SuppressWarnings("MustBeClosed")
  public static JsonReader sample(
      Input input, ConversionOptions options, long start, int chunkBytes) throws IOException {
    Inspection inspection = input.inspection().orElseThrow();
    return new JsonReader(
        JsonSource.at(input, Math.max(start, inspection.bomLength())),
        true,
        start,
        options.maxRecordBytes(),
        chunkBytes);
  }

  /** Bytes of the input read so far. */
  public long position() {
    return source.consumed();
  }

  /** Fills a chunk with what comes next; false at the end of the input. */
  public boolean next(JsonChunk chunk) throws IOException {
    begin(chunk);
    int end = 0;
    boolean last = false;
    while (end == 0 && chunk.flaw == null && !last) {
      last = ended;
      fill(chunk);
      end = splitter == null ? splitLines(chunk) : splitter.split(chunk, ended);
    }
    keep(chunk, end);
    return end > 0 || chunk.flaw != null;
  }

  private void begin(JsonChunk chunk) {
    chunk.clear();
    chunk.lines = splitter == null;
    chunk.line = line;
    chunk.column = column;
    chunk.offset = offset;
    chunk.position = position;
    if (chunk.bytes.length < restLength + SLACK) {
      chunk.bytes = new byte[Math.max(chunkBytes, restLength) + SLACK];
    }
    System.arraycopy(rest, 0, chunk.bytes, 0, restLength);
    chunk.to = restLength;
    restLength = 0;
  }

  /** Reads more into a chunk that holds no whole record yet. */
  private void fill(JsonChunk chunk) throws IOException {
    int most = Math.max(chunkBytes, maxRecordBytes + MARGIN);
    int wanted = Math.max(chunkBytes, Math.min(most, 2 * chunk.to + LEAST_ROOM));
    if (!ended && chunk.bytes.length < wanted + SLACK) {
      chunk.bytes = Arrays.copyOf(chunk.bytes, wanted + SLACK);
    }
    while (!ended && wanted - chunk.to >= LEAST_ROOM) {
      int count = source.read(chunk.bytes, chunk.to, wanted - chunk.to);
      ended = count < 0;
      chunk.to += Math.max(count, 0);
    }
  }

  /** The end of the last line in the chunk; 0 where more must be read. */
  private int splitLines(JsonChunk chunk) {
    if (skipping) {
      return skipLine(chunk);
    }
    int end = ended ? chunk.to : JsonLines.afterLast(chunk.bytes, 0, chunk.to);
    if (end > 0 || chunk.to <= maxRecordBytes) {
      return end;
    }
    chunk.cut = true;
    skipping = true;
    return wholeCharacters(chunk);
  }

  /** Passes the rest of a line that is too long to be held. */
  private int skipLine(JsonChunk chunk) {
    int feed = JsonLines.find(chunk.bytes, 0, chunk.to);
    skipping = feed == chunk.to;
    chunk.lines = false;
    return skipping ? wholeCharacters(chunk) : feed + 1;
  }

  private int wholeCharacters(JsonChunk chunk) {
    int end = chunk.to;
    while (!ended && end > 1 && (chunk.bytes[end - 1] & 0xC0) == 0x80) {
      end--;
    }
    return !ended && end > 1 && chunk.bytes[end - 1] < 0 ? end - 1 : end;
  }

  private void keep(JsonChunk chunk, int end) {
    int length = chunk.flaw == null ? chunk.to - end : 0;
    if (rest.length < length) {
      rest = new byte[Math.max(length, 2 * rest.length)];
    }
    System.arraycopy(chunk.bytes, end, rest, 0, length);
    restLength = length;
    chunk.to = chunk.to - length;
    pass(chunk, end);
  }

  private void pass(JsonChunk chunk, int end) {
    long feeds = JsonLines.count(chunk.bytes, 0, end);
    line += feeds;
    column = feeds == 0 ? column + end : end - JsonLines.afterLast(chunk.bytes, 0, end);
    position += end;
    offset += source.charset().equals(StandardCharsets.UTF_8) ? end : originalLength(chunk, end);
  }

  private int originalLength(JsonChunk chunk, int end) {
    return new String(chunk.bytes, 0, end, StandardCharsets.UTF_8)
        .getBytes(source.charset())
        .length;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
