package io.logflow.format.csv;

import io.logflow.job.RejectReason;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Says of the record that a scanner has found whether it is sound, and makes it ready if it is. */
final class RecordJudge {
  private final ByteSource source;
  private final RecordBuffer buffer;
  private final FieldSlices fields;
  private final RecordScanner scanner;
  private final Unescape unescape;
  private final RecordLimits limits;
  private final int width;

  private boolean clean = true;
  private long offset;
  private long replaced = -1;
  private Optional<RejectReason> problem = Optional.empty();
  private String detail = "";

  /**
   * @param width fields that a sound record has; 0 where any number will do
   */
  RecordJudge(
      ByteSource source,
      RecordBuffer buffer,
      FieldSlices fields,
      RecordScanner scanner,
      Unescape unescape,
      RecordLimits limits,
      int width) {
    this.source = source;
    this.buffer = buffer;
    this.fields = fields;
    this.scanner = scanner;
    this.unescape = unescape;
    this.limits = limits;
    this.width = width;
  }

  /** Judges the record; one that is broken ends with its first line. */
  void judge() throws IOException {
    accept();
    if (scanner.failure() != FieldScanner.Failure.NONE) {
      judgeFailure();
      return;
    }
    long undecodable = firstUndecodable();
    replaced = limits.replacing() ? undecodable : -1;
    clean &= replaced < 0;
    if (undecodable >= 0 && !limits.replacing()) {
      // In the order of the file: where decoding cannot begin in the middle, going back is dear.
      offset = source.offset(scanner.start());
      long bad = source.offset(undecodable);
      reject(RejectReason.UNDECODABLE, "The bytes at offset " + bad + " do not decode.");
    } else if (fields.overflown()) {
      reject(RejectReason.OVER_LIMIT, Faults.tooWide(fields.count(), limits.columns()));
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
    if (!limits.pads()) {
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
            ? Faults.tooLong(limits.recordBytes())
            : Faults.brokenQuoting(scanner.failure(), scanner.failedField()));
    scanner.cutToFirstLine();
  }

  /** Takes the record as it is. */
  void accept() {
    replaced = -1;
    offset = -1;
    problem = Optional.empty();
    detail = "";
  }

  private void reject(RejectReason reason, String sentence) {
    clean = false;
    problem = Optional.of(reason);
    detail = sentence;
  }

  /** Notes something that another reader may take otherwise. */
  void unclean() {
    clean = false;
  }

  /** Whether nothing was judged so far that another reader may take otherwise. */
  boolean clean() {
    return clean;
  }

  /** Offset of the first bytes in whose place U+FFFD stands; empty where there are none. */
  OptionalLong replaced() throws IOException {
    return replaced < 0 ? OptionalLong.empty() : OptionalLong.of(source.offset(replaced));
  }

  Optional<RejectReason> problem() {
    return problem;
  }

  String detail() {
    return detail;
  }

  /** Offset of the record's first byte in the input. */
  long offset() throws IOException {
    if (offset < 0) {
      offset = source.offset(scanner.start());
    }
    return offset;
  }
}
