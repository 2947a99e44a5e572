package io.logflow.flow.append;

import io.logflow.job.Dialect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/**
 * Finds where records end in a file that something appends to. A record ends at a line feed that no
 * quoted field holds. For text whose ASCII characters are single bytes.
 */
final class RecordEnds {
  /** A quote that is open for longer than this was none: the reader then rejects its line. */
  private static final int LONGEST_OPEN = 1 << 16;

  private static final int NONE = -1;

  private final byte[] delimiter;
  private final int quote;
  private final int escape;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
  private final FileChannel channel;
  private final long to;
  private long position;

  /** The ends from a place in the file on that is the beginning of a record. */
  private RecordEnds(FileChannel channel, long from, long to, Dialect dialect) {
    this.channel = channel;
    this.position = from;
    this.to = to;
    this.delimiter = dialect.delimiter().getBytes(StandardCharsets.UTF_8);
    this.quote = dialect.quote() == 0 ? NONE : dialect.quote();
    this.escape = dialect.escape() == 0 ? NONE : dialect.escape();
  }

  /** Where the last record ends, before {@code to}; {@code from} where none does. */
  static long last(FileChannel channel, long from, long to, Dialect dialect) throws IOException {
    return new RecordEnds(channel, from, to, dialect).end(Integer.MAX_VALUE, false);
  }

  /** Where the n-th record that is no blank line ends; {@code from} where n is 0. */
  static long nth(FileChannel channel, long from, long to, Dialect dialect, int records)
      throws IOException {
    return records == 0 ? from : new RecordEnds(channel, from, to, dialect).end(records, true);
  }

  /** Whether there is nothing but blank lines between two ends. */
  static boolean areBlank(FileChannel channel, long from, long to) throws IOException {
    RecordEnds text = new RecordEnds(channel, from, to, Dialect.none(""));
    int symbol = text.next();
    while (symbol == '\n' || symbol == '\r') {
      symbol = text.next();
    }
    return symbol == NONE;
  }

  /** Where so many physical lines end. */
  static long lines(FileChannel channel, long from, long to, int lines) throws IOException {
    Dialect none = Dialect.none("");
    return lines == 0 ? from : new RecordEnds(channel, from, to, none).end(lines, false);
  }

  private long end(int most, boolean passesBlank) throws IOException {
    long end = position;
    long lastFeed = position;
    int found = 0;
    boolean quoted = false;
    boolean begins = true;
    int matched = 0;
    int before = NONE;
    for (int symbol = next(); symbol != NONE; before = symbol, symbol = next()) {
      lastFeed = symbol == '\n' ? position : lastFeed;
      if (quoted) {
        if (symbol == escape && symbol != quote) {
          lastFeed = next() == '\n' ? position : lastFeed;
        } else if (symbol == quote) {
          quoted = escape == quote ? passDoubled() : !closes();
        }
        begins = false;
        matched = 0;
      } else if (symbol == '\n') {
        boolean blank = position - end <= (before == '\r' ? 2 : 1);
        end = position;
        found += blank && passesBlank ? 0 : 1;
        if (found == most) {
          return end;
        }
        begins = true;
        matched = 0;
      } else if (begins && symbol == quote) {
        quoted = true;
        begins = false;
      } else {
        matched = symbol == delimiter[matched] ? matched + 1 : symbol == delimiter[0] ? 1 : 0;
        begins = matched == delimiter.length;
        matched = begins ? 0 : matched;
      }
    }
    return quoted && to - end > LONGEST_OPEN ? lastFeed : end;
  }

  /** Whether the field goes on behind a quote that is doubled, which is passed. */
  private boolean passDoubled() throws IOException {
    if (peek() == quote) {
      next();
      return true;
    }
    return false;
  }

  /** Where nothing escapes a quote, it closes its field only before what ends one. */
  private boolean closes() throws IOException {
    int after = peek();
    return escape != NONE
        || after == NONE
        || after == '\n'
        || after == '\r'
        || after == delimiter[0];
  }

  private int next() throws IOException {
    int symbol = peek();
    if (symbol != NONE) {
      buffer.get();
      position++;
    }
    return symbol;
  }

  private int peek() throws IOException {
    if (position >= to) {
      return NONE;
    }
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int read = channel.read(buffer, position);
      buffer.flip();
      if (read <= 0) {
        return NONE;
      }
    }
    return buffer.get(buffer.position()) & 0xff;
  }
}
