package io.logflow.scan;

import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.Reject;
import io.logflow.job.RejectLimit;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts the rejects of a job, passes them on, and remembers the first for the message. */
final class RejectCount {
  private static final int SHOWN = 3;

  private final RejectSink sink;
  private final List<String> first = new ArrayList<>();
  private final Optional<Path> kept;
  private long count;
  private boolean undecodable;

  /**
   * @param sink where they go
   * @param kept where they stay if they are too many; empty where nothing stays
   */
  RejectCount(RejectSink sink, Optional<Path> kept) {
    this.sink = sink;
    this.kept = kept;
  }

  void take(Input input, Reject reject) throws IOException {
    count++;
    undecodable |= reject.reason() == RejectReason.UNDECODABLE;
    if (first.size() < SHOWN) {
      first.add(
          "line "
              + reject.line()
              + " of "
              + input.originalName()
              + ": "
              + withoutPoint(reject.detail()));
    }
    sink.accept(input, reject);
  }

  private static String withoutPoint(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  /**
   * @param read rows read of all inputs
   * @throws io.logflow.job.InputException TOO_MANY_REJECTS
   */
  void check(RejectLimit limit, long read) {
    if (!limit.allows(count, read)) {
      throw ErrorKind.TOO_MANY_REJECTS.error(
          count
              + " of "
              + read
              + " rows cannot be taken in, and "
              + limit
              + (limit.toString().equals("1") ? " is" : " are")
              + " allowed ("
              + String.join("; ", first)
              + (count > SHOWN ? "; ..." : "")
              + ").",
          remedy());
    }
  }

  private String remedy() {
    return kept.map(path -> "The rows are kept in " + path + "; correct them, ")
            .orElse("Correct the rows, ")
        + (undecodable
            ? "name the file's encoding (for example --encoding windows-1252),"
                + " put U+FFFD in the place of such bytes (--set on_bad_encoding=replace), "
            : "")
        + "or accept the loss with --max-rejects "
        + count
        + ".";
  }
}
