package io.logflow.format.csv;

import io.logflow.job.Dialect;
import java.nio.charset.StandardCharsets;

/** What each byte means inside and outside quotes, as tables of 256 entries. */
final class Symbols {
  static final byte TEXT = 0;
  static final byte DELIMITER = 1;
  static final byte LINE_FEED = 2;
  static final byte CARRIAGE_RETURN = 3;
  static final byte QUOTE = 4;
  static final byte ESCAPE = 5;

  /** Text that another reader may take otherwise. */
  static final byte ODD = 6;

  final byte[] outside = new byte[256];
  final byte[] inside = new byte[256];
  final byte[] delimiter;
  final byte quote;
  final byte escape;

  /** What a comment line begins with; empty where no line is a comment. */
  final byte[] comment;

  /** Characters at which the columns of aligned text begin; empty where a delimiter parts them. */
  final int[] starts;

  /** Whether columns begin there even where no blank stands before. */
  final boolean fixed;

  /** Whether the dialect has a quote character; without one every field is outside. */
  final boolean quotes;

  /** Whether a quote closes its field only before a delimiter or a line ending. */
  final boolean lenient;

  Symbols(Dialect dialect) {
    delimiter = dialect.delimiter().getBytes(StandardCharsets.UTF_8);
    quote = ascii(dialect.quote());
    escape = ascii(dialect.escape());
    quotes = quote != 0;
    lenient = quotes && escape == 0;
    comment = dialect.extent().comment().getBytes(StandardCharsets.UTF_8);
    fixed = dialect.extent().fixed();
    starts = dialect.extent().starts().stream().mapToInt(Integer::intValue).toArray();
    boolean separateEscape = escape != 0 && escape != quote;
    outside[0] = ODD;
    inside[0] = ODD;
    mark(outside, quote, ODD);
    mark(inside, quote, QUOTE);
    if (separateEscape) {
      mark(outside, escape, quotes ? ODD : ESCAPE);
      mark(inside, escape, ESCAPE);
    }
    markLineEnds(outside);
    markLineEnds(inside);
    if (starts.length == 0) {
      outside[delimiter[0] & 0xFF] = DELIMITER;
    }
  }

  private static void markLineEnds(byte[] table) {
    table['\n'] = LINE_FEED;
    table['\r'] = CARRIAGE_RETURN;
  }

  private static void mark(byte[] table, byte symbol, byte meaning) {
    if (symbol != 0) {
      table[symbol] = meaning;
    }
  }

  private static byte ascii(char symbol) {
    if (symbol > 127) {
      throw new IllegalArgumentException("quote and escape must be ASCII, not " + symbol);
    }
    return (byte) symbol;
  }
}
