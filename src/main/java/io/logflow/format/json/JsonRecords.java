package io.logflow.format.json;

import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.Reject;
import io.logflow.job.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The records of one chunk after the other, each as a tape. Where each line is a record, one that
 * is not sound leaves the others as they are. In one text of several records nothing after a fault
 * of syntax means anything, so that such a fault ends the reading.
 */
public final class JsonRecords {
  /** What is kept of a record that is too long to be held. */
  private static final int SHOWN_BYTES = 1 << 20;

  private final Input input;
  private final Charset charset;
  private final int maxRecordBytes;
  private final JsonParser parser = new JsonParser();
  private final UsualLines lines = new UsualLines(parser.skeleton);
  private final JsonTape tape = new JsonTape();
  private JsonChunk chunk = new JsonChunk();
  private int index;
  private int counted;
  private long line;
  private int start;
  private int end;
  private boolean parsed;
  private RejectReason problem;
  private String detail = "";

  /**
   * @param maxRecordBytes bytes of the longest record that is taken in
   */
  public JsonRecords(Input input, long maxRecordBytes) {
    this.input = input;
    this.charset = input.inspection().orElseThrow().charset();
    this.maxRecordBytes = (int) Math.min(maxRecordBytes, Integer.MAX_VALUE);
  }

  /** Goes on with the records of this chunk. */
  public void begin(JsonChunk next) {
    chunk = next;
    index = 0;
    counted = 0;
    line = next.line;
    end = 0;
  }

  /**
   * Moves over as many of the next records as can be read straight into a batch.
   *
   * @return how many
   */
  public int take(JsonBatch batch) {
    if (!chunk.lines || chunk.cut) {
      return 0;
    }
    int before = batch.rows().rows();
    int next = (int) (line + counted - chunk.line);
    index = lines.read(chunk.bytes, index, chunk.to, batch, next, maxRecordBytes);
    int taken = batch.rows().rows() - before;
    if (taken > 0) {
      line += counted + taken - 1;
      counted = 1;
    }
    return taken;
  }

  /**
   * Moves to the next record of the chunk; false at its end.
   *
   * @throws io.logflow.job.InputException MALFORMED_INPUT, LIMIT_EXCEEDED where reading cannot go
   *     on
   */
  public boolean next() {
    if (!(chunk.lines ? nextLine() : nextElement())) {
      if (chunk.flaw != null) {
        throw failure(chunk.flaw.reason(), chunk.flaw.at(), chunk.flaw.detail());
      }
      return false;
    }
    read();
    return true;
  }

  private boolean nextLine() {
    while (index < chunk.to) {
      start = index;
      end = parser.usualLine(chunk.bytes, start, chunk.to, tape);
      parsed = end >= 0;
      end = parsed ? end : JsonLines.find(chunk.bytes, start, chunk.to);
      index = Math.min(end + 1, chunk.to);
      line += counted;
      counted = 1;
      if (parsed || !isBlank()) {
        return true;
      }
    }
    return false;
  }

  private boolean isBlank() {
    int at = start;
    while (at < end && JsonParser.blank(chunk.bytes[at])) {
      at++;
    }
    return at == end;
  }

  private boolean nextElement() {
    if (index == chunk.records) {
      return false;
    }
    int before = index == 0 ? 0 : start;
    start = chunk.starts[index];
    end = chunk.ends[index];
    line += JsonLines.count(chunk.bytes, before, start);
    parsed = false;
    index++;
    return true;
  }

  private void read() {
    problem = null;
    detail = "";
    if (chunk.cut || end - start > maxRecordBytes) {
      problem = RejectReason.OVER_LIMIT;
      detail = "The record has more than the " + maxRecordBytes + " bytes of max_record_size.";
    } else if (!parsed && !parser.parse(chunk.bytes, start, end, tape)) {
      take(parser.problem(), parser.problemAt(), parser.detail());
    }
  }

  private void take(RejectReason reason, int at, String clause) {
    if (!chunk.lines && reason != RejectReason.UNDECODABLE) {
      throw failure(reason, at, clause);
    }
    problem = reason;
    detail = "Byte " + (at - start + 1) + " of the record: " + clause + ".";
  }

  private RuntimeException failure(RejectReason reason, int at, String clause) {
    int from = JsonLines.afterLast(chunk.bytes, 0, at);
    long column = from == 0 ? chunk.column + at : at - from;
    boolean limit = reason == RejectReason.OVER_LIMIT;
    return (limit ? ErrorKind.LIMIT_EXCEEDED : ErrorKind.MALFORMED_INPUT)
        .error(
            input.originalName()
                + " cannot be read further: in line "
                + (chunk.line + JsonLines.count(chunk.bytes, 0, at))
                + ", at byte "
                + (column + 1)
                + " of that line, "
                + clause
                + ".",
            limit
                ? "Raise the limit that is named, or make the records smaller or flatter."
                : "Correct the file there; nothing behind a fault of syntax can be trusted, unless"
                    + " each line is a record of its own (NDJSON).");
  }

  /** The tokens of a sound record. */
  public JsonTape tape() {
    return tape;
  }

  /** The buffer that the tokens are slices of; do not change it. */
  public byte[] buffer() {
    return chunk.bytes;
  }

  /** Line of the record's first byte, from 1. */
  public long line() {
    return line;
  }

  /** Bytes of the record in UTF-8. */
  public int length() {
    return end - start;
  }

  /** Whether the record cannot be taken in. */
  public boolean rejected() {
    return problem != null;
  }

  /** The record as a reject, which it is. */
  public Reject reject() {
    boolean tooLong = problem == RejectReason.OVER_LIMIT;
    int most = tooLong ? Math.min(SHOWN_BYTES, maxRecordBytes) : maxRecordBytes;
    byte[] raw = Arrays.copyOfRange(chunk.bytes, start, Math.min(end, start + most));
    long offset = chunk.offset + start;
    if (!charset.equals(StandardCharsets.UTF_8) && !charset.equals(StandardCharsets.US_ASCII)) {
      raw = original(raw, 0, raw.length);
      offset = chunk.offset + original(chunk.bytes, 0, start).length;
    }
    return new Reject(line, offset, raw, "", problem, detail);
  }

  private byte[] original(byte[] utf8, int from, int to) {
    return new String(utf8, from, to - from, StandardCharsets.UTF_8).getBytes(charset);
  }
}
