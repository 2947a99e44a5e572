package io.logflow.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes a CSV file of one kind, the same bytes each time: {@code java BenchmarkFile.java KIND
 * MEGABYTES FILE}. It needs no other class.
 */
public final class BenchmarkFile {
  private static final int BUFFER_BYTES = 1 << 20;
  private static final String[] WORDS = words();
  private static final String[] COUNTRIES = {"DE", "US", "FR", "NL", "JP", "BR"};

  private final SplittableRandom random = new SplittableRandom(20_240_501);
  private final StringBuilder row = new StringBuilder();

  private BenchmarkFile() {}

  /** What a file holds. */
  enum Kind {
    /** Eight columns of one to twelve words. */
    TEXT(8),
    /** Integers and decimals of several widths. */
    NUMBERS(10),
    /** Values that hardly ever come twice. */
    CARDINALITY(6),
    /** A number and a text of 1 to 20 KB. */
    LONG(2),
    /** Nothing but delimiters. */
    NULLS(10),
    /** A third integers, a third decimals, a third short texts. */
    WIDE100(100),
    /** The same. */
    WIDE1000(1_000),
    /** The same. */
    WIDE20000(20_000),
    /** Six columns as an event log has them. */
    PLAIN(6),
    /** The same, each value in quotes. */
    QUOTED(6),
    /** The same, lines ending with CRLF. */
    CRLF(6),
    /** A number, a name, an amount. */
    THREE(3),
    /** The same, one row in a hundred with a field too many or too few. */
    RAGGED(3),
    /** Three columns of numbers and dates; the last row has text in the first. */
    LATE1(3),
    /** The same; the last row has text in each. */
    LATE3(3),
    /** The same without a contradiction. */
    LATE0(3);

    private final int columns;

    Kind(int columns) {
      this.columns = columns;
    }
  }

  /**
   * @param arguments kind, size, file
   */
  public static void main(String[] arguments) throws IOException {
    Kind kind = Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    long bytes = Long.parseLong(arguments[1]) * 1_000_000;
    new BenchmarkFile().write(kind, bytes, Path.of(arguments[2]));
  }

  private void write(Kind kind, long bytes, Path file) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      for (int column = 0; column < kind.columns; column++) {
        field(kind, column, "c" + column);
      }
      long written = flush(kind, out);
      for (long number = 0; written < bytes; number++) {
        row(kind, number);
        written += flush(kind, out);
      }
      last(kind);
      flush(kind, out);
    }
  }

  private long flush(Kind kind, OutputStream out) throws IOException {
    if (row.length() == 0) {
      return 0;
    }
    row.append(kind == Kind.CRLF ? "\r\n" : "\n");
    byte[] bytes = row.toString().getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    row.setLength(0);
    return bytes.length;
  }

  private void field(Kind kind, int column, String value) {
    row.append(column == 0 ? "" : ",");
    if (kind == Kind.QUOTED) {
      row.append('"').append(value).append('"');
    } else {
      row.append(value);
    }
  }

  private void row(Kind kind, long number) {
    boolean ragged = kind == Kind.RAGGED && random.nextInt(100) == 0;
    int columns = ragged ? (random.nextBoolean() ? 2 : 4) : kind.columns;
    for (int column = 0; column < columns; column++) {
      field(kind, column, value(kind, column, number));
    }
  }

  private void last(Kind kind) {
    if (kind == Kind.LATE1) {
      row.append("none,1.25,2024-01-01");
    } else if (kind == Kind.LATE3) {
      row.append("none,none,none");
    }
  }

  private String value(Kind kind, int column, long number) {
    return switch (kind) {
      case TEXT -> sentence(1 + random.nextInt(12));
      case NUMBERS -> number(column);
      case CARDINALITY -> distinct(column);
      case LONG -> column == 0 ? Long.toString(number) : sentence(150 + random.nextInt(2_900));
      case NULLS -> "";
      case WIDE100, WIDE1000, WIDE20000 -> mixed(column);
      case PLAIN, QUOTED, CRLF -> event(column, number);
      case THREE, RAGGED -> three(column, number);
      case LATE0, LATE1, LATE3 -> late(column, number);
    };
  }

  private String number(int column) {
    return switch (column % 5) {
      case 0 -> Integer.toString(random.nextInt(100));
      case 1 -> Integer.toString(random.nextInt());
      case 2 -> Long.toString(random.nextLong() >> 8);
      case 3 -> decimal(random.nextInt(1_000_000), 2);
      default -> decimal(random.nextLong(1_000_000_000_000L), 6);
    };
  }

  private String distinct(int column) {
    return switch (column % 3) {
      case 0 -> Long.toHexString(random.nextLong()) + "-" + Long.toHexString(random.nextLong());
      case 1 -> Long.toString(random.nextLong());
      default -> "user" + random.nextInt(Integer.MAX_VALUE) + "@example.org";
    };
  }

  private String mixed(int column) {
    return switch (column % 3) {
      case 0 -> Integer.toString(random.nextInt(1_000_000));
      case 1 -> decimal(random.nextInt(1_000_000), 2);
      default -> WORDS[random.nextInt(WORDS.length)];
    };
  }

  private String event(int column, long number) {
    return switch (column) {
      case 0 -> "C" + (10_000_000 + number / 8);
      case 1 -> WORDS[(int) (number % 8)];
      case 2 -> day(number) + time(number);
      case 3 -> decimal(random.nextInt(1_000_000), 2);
      case 4 -> COUNTRIES[random.nextInt(COUNTRIES.length)];
      default -> "note " + random.nextInt(100_000_000) + " lorem ipsum";
    };
  }

  private String three(int column, long number) {
    return switch (column) {
      case 0 -> Long.toString(number);
      case 1 -> "name" + random.nextInt(100_000);
      default -> decimal(random.nextInt(1_000_000), 2);
    };
  }

  private String late(int column, long number) {
    return switch (column) {
      case 0 -> Long.toString(number);
      case 1 -> decimal(random.nextInt(1_000_000), 2);
      default -> day(random.nextInt(100_000_000));
    };
  }

  private static String day(long number) {
    long days = number / 50_000;
    return (2_000 + days / 336 % 100) + "-" + two(1 + days / 28 % 12) + "-" + two(1 + days % 28);
  }

  private static String time(long number) {
    long seconds = number % 50_000;
    return " " + two(seconds / 3_600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
  }

  private static String two(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }

  private static String decimal(long digits, int scale) {
    long one = (long) Math.pow(10, scale);
    return digits / one + "." + Long.toString(one + digits % one).substring(1);
  }

  private String sentence(int words) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < words; word++) {
      text.append(word == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  /** Two thousand words of three to ten letters, some beyond ASCII. */
  private static String[] words() {
    SplittableRandom letters = new SplittableRandom(7);
    String[] words = new String[2_000];
    for (int index = 0; index < words.length; index++) {
      StringBuilder word = new StringBuilder();
      int length = 3 + letters.nextInt(8);
      for (int letter = 0; letter < length; letter++) {
        word.append(letters.nextInt(60) == 0 ? 'é' : (char) ('a' + letters.nextInt(26)));
      }
      words[index] = word.toString();
    }
    return words;
  }
}
