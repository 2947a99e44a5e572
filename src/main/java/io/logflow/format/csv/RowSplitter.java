package io.logflow.format.csv;

import io.logflow.format.RowBatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Splits sound rows into fields, eight bytes at a time. Whatever is not plain (a quote within a
 * field, other numbers of fields, undecodable bytes, a NUL, a blank line, a lone carriage return
 * ...) it leaves to {@link CsvRecordReader}, so that there is one place that judges.
 */
final class RowSplitter {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  /** Beyond line feed and carriage return; smaller bytes are looked at one by one. */
  private static final long CONTROLS = 14 * ONES;

  private final byte delimiter;
  private final byte quote;
  private final long delimiters;
  private final long quotes;
  private final boolean quoting;
  private final long maxRowBytes;

  private byte[] bytes;
  private int limit;
  private int at;
  private long seen;
  private int line;
  private int breaks;
  private boolean escaped;
  private boolean lf;
  private boolean crlf;
  private int longest;

  /** How splitting came to its end. */
  enum Stop {
    /** The batch is full, or a row begins where no more may. */
    FULL,
    /** The row at {@link #at} goes on behind the buffer. */
    UNFINISHED,
    /** The row at {@link #at} is not plain. */
    OTHER
  }

  RowSplitter(Symbols symbols, long maxRowBytes) {
    this.delimiter = symbols.delimiter[0];
    this.quote = symbols.quote;
    this.quoting = symbols.quotes;
    this.delimiters = (delimiter & 0xFF) * ONES;
    this.quotes = (quote & 0xFF) * ONES;
    this.maxRowBytes = maxRowBytes;
  }

  /** Whether this dialect has rows that can be split here. */
  static boolean takes(Symbols symbols) {
    boolean plainDelimiter = symbols.delimiter.length == 1 && symbols.delimiter[0] > 0;
    // Where no escape is given, two quotes are not the same to every reader.
    boolean plainEscape = symbols.escape == (symbols.quotes ? symbols.quote : 0);
    boolean plainLines = symbols.comment.length == 0 && symbols.starts.length == 0;
    return plainDelimiter && plainEscape && plainLines && symbols.delimiter[0] != symbols.quote;
  }

  /**
   * Splits rows into the batch.
   *
   * @param buffer the text; bytes up to {@code limit + RowBatch.SLACK} may be read
   * @param from where the first row begins
   * @param to byte behind the last one
   * @param last rows that begin here or later are left alone
   */
  Stop split(byte[] buffer, int from, int to, int last, RowBatch batch) {
    bytes = buffer;
    limit = to;
    at = from;
    while (at < last && !batch.full()) {
      Stop stop = row(batch);
      if (stop != null) {
        batch.dropRow();
        return stop;
      }
    }
    return Stop.FULL;
  }

  /** Splits one row; null where it was added. */
  private Stop row(RowBatch batch) {
    int next = at;
    seen = 0;
    breaks = 0;
    escaped = false;
    while (true) {
      if (batch.complete()) {
        return Stop.OTHER;
      }
      next = quoting && bytes[next] == quote ? quoted(next, batch) : plain(next, batch);
      if (next < 0) {
        return next == UNFINISHED ? Stop.UNFINISHED : Stop.OTHER;
      }
      if (bytes[next] != delimiter) {
        return endRow(next, batch);
      }
      next++;
    }
  }

  private static final int UNFINISHED = -1;
  private static final int OTHER = -2;

  /** Finds the end of a field without quotes: the byte that ends it, or a negative number. */
  private int plain(int from, RowBatch batch) {
    byte[] b = bytes;
    int next = from;
    long all = 0;
    while (true) {
      long word = (long) WORD.get(b, next);
      long found = special(word);
      all |= word;
      if (found == 0) {
        next += 8;
        if (next >= limit) {
          return UNFINISHED;
        }
        continue;
      }
      next += Long.numberOfTrailingZeros(found) >>> 3;
      if (next >= limit) {
        return UNFINISHED;
      }
      byte symbol = b[next];
      if (symbol == delimiter || symbol == '\n') {
        seen |= all;
        batch.add(from, next);
        return next;
      }
      if (symbol == '\r') {
        if (next + 1 >= limit) {
          return UNFINISHED;
        }
        if (b[next + 1] != '\n') {
          return OTHER;
        }
        seen |= all;
        batch.add(from, next);
        return next;
      }
      if (symbol == quote || symbol == 0) {
        return OTHER;
      }
      next++;
    }
  }

  /** The lowest bit that is set belongs to a delimiter, a quote or a control character. */
  private long special(long word) {
    long delimited = word ^ delimiters;
    long quoted = word ^ quotes;
    return (((word - CONTROLS) & ~word)
            | ((delimited - ONES) & ~delimited)
            | ((quoted - ONES) & ~quoted))
        & HIGH;
  }

  /** Finds the end of a quoted field: the byte that ends it, or a negative number. */
  private int quoted(int opening, RowBatch batch) {
    int next = opening + 1;
    while (true) {
      next = closingQuote(next);
      if (next < 0) {
        return next;
      }
      if (next + 2 >= limit) {
        return UNFINISHED;
      }
      if (bytes[next + 1] != quote) {
        break;
      }
      escaped = true;
      next += 2;
    }
    batch.addQuoted(opening + 1, next);
    byte symbol = bytes[next + 1];
    boolean ends =
        symbol == delimiter || symbol == '\n' || (symbol == '\r' && bytes[next + 2] == '\n');
    return ends ? next + 1 : OTHER;
  }

  private int closingQuote(int from) {
    byte[] b = bytes;
    int next = from;
    long all = 0;
    while (true) {
      long word = (long) WORD.get(b, next);
      long text = word ^ quotes;
      long found = (((word - CONTROLS) & ~word) | ((text - ONES) & ~text)) & HIGH;
      all |= word;
      if (found == 0) {
        next += 8;
        if (next >= limit) {
          return UNFINISHED;
        }
        continue;
      }
      next += Long.numberOfTrailingZeros(found) >>> 3;
      if (next >= limit) {
        return UNFINISHED;
      }
      if (b[next] == quote) {
        seen |= all;
        return next;
      }
      if (b[next] == 0) {
        return OTHER;
      }
      breaks += b[next] == '\n' ? 1 : 0;
      next++;
    }
  }

  /** Makes one quote of two in the fields of a row, once no other reader needs its bytes. */
  private void undouble(RowBatch batch) {
    for (int field = 0; field < batch.columns(); field++) {
      int slice = batch.slice(batch.rows(), field);
      if (batch.quoted(slice)) {
        batch.end(slice, undouble(batch.start(slice), batch.end(slice)));
      }
    }
  }

  private int undouble(int from, int to) {
    int target = from;
    for (int source = from; source < to; source++) {
      bytes[target++] = bytes[source];
      source += bytes[source] == quote ? 1 : 0;
    }
    return target;
  }

  private Stop endRow(int end, RowBatch batch) {
    boolean both = bytes[end] == '\r';
    int length = end - at;
    if (!batch.complete() || length > maxRowBytes || length == 0 || undecodable(end)) {
      return Stop.OTHER;
    }
    crlf |= both;
    lf |= !both;
    longest = Math.max(longest, length);
    if (escaped) {
      undouble(batch);
    }
    batch.endRow(line);
    line += breaks + 1;
    at = end + (both ? 2 : 1);
    return null;
  }

  private boolean undecodable(int end) {
    return (seen & HIGH) != 0 && Utf8.firstInvalid(bytes, at, end) >= 0;
  }

  /** Where the next row begins. */
  int at() {
    return at;
  }

  /** Lines passed so far. */
  int line() {
    return line;
  }

  /** Notes lines that were read elsewhere. */
  void skipLines(long lines) {
    line = Math.toIntExact(line + lines);
  }

  /** Whether a row ended with a line feed alone. */
  boolean lf() {
    return lf;
  }

  /** Whether a row ended with carriage return and line feed. */
  boolean crlf() {
    return crlf;
  }

  /** Bytes of the longest row. */
  int longest() {
    return longest;
  }
}
