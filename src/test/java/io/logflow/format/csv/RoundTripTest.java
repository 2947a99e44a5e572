package io.logflow.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Inspection;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random tables, written by a small RFC 4180 writer, come back exactly. */
class RoundTripTest {
  private static final String[] PIECES = {
    "a", "bc", "12.5", " ", "\"", "'", ",", ";", "|", "||", "\t", "\n", "\r\n", "\r", "\\", "é", "ß"
  };
  private static final String[] WIDE_PIECES = {"日本", "😀", "\uFFFD"};

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "',', LF, UTF-8",
    ";, CRLF, UTF-8",
    "||, CR, UTF-8",
    "|, LF, UTF-16LE",
    "',', CRLF, UTF-16BE",
    ";, LF, UTF-32BE",
    "',', CRLF, windows-1252",
    "§, LF, ISO-8859-1",
    "',', LF, GB18030"
  })
  void random_tables_come_back_with_lines_and_offsets(
      String delimiter, String ending, String charset) throws IOException {
    boolean wide = charset.startsWith("UTF") || charset.startsWith("GB");
    for (int seed = 0; seed < 70; seed++) {
      check(new Writer(new Random(seed), delimiter, ending, Charset.forName(charset), wide), seed);
    }
  }

  private void check(Writer writer, int seed) throws IOException {
    writer.write();
    Path file = Files.write(folder.resolve("table.csv"), writer.bytes());
    Inspection inspection =
        Table.inspection(Table.dialect(writer.delimiter, '"', '"'), writer.charset, 0);
    for (int size : new int[] {seed + 1, 1 + seed % 7, 4096}) {
      assertThat(Table.describe(file, inspection, Table.LIMITS, writer.width, size))
          .as("seed %d, buffer of %d bytes", seed, size)
          .isEqualTo(writer.expected);
    }
  }

  private static final class Writer {
    private final Random random;
    private final String delimiter;
    private final String ending;
    private final Charset charset;
    private final boolean wide;
    private final StringBuilder text = new StringBuilder();
    private final List<String> expected = new ArrayList<>();
    private final int width;
    private long line = 1;

    Writer(Random random, String delimiter, String ending, Charset charset, boolean wide) {
      this.random = random;
      this.delimiter = delimiter;
      this.ending = ending.equals("LF") ? "\n" : ending.equals("CR") ? "\r" : "\r\n";
      this.charset = charset;
      this.wide = wide;
      this.width = 2 + random.nextInt(4);
    }

    byte[] bytes() {
      return text.toString().getBytes(charset);
    }

    void write() {
      int rows = random.nextInt(12);
      for (int row = 0; row < rows; row++) {
        writeRow();
        if (row < rows - 1 || random.nextBoolean()) {
          text.append(ending);
        }
        line++;
      }
    }

    private void writeRow() {
      String place = " @" + line + "/" + text.toString().getBytes(charset).length;
      List<String> row = new ArrayList<>();
      for (int field = 0; field < width; field++) {
        row.add(value());
        text.append(field == 0 ? "" : delimiter).append(written(row.get(field)));
        line += lines(row.get(field));
      }
      expected.add(row + place);
    }

    private String value() {
      StringBuilder value = new StringBuilder();
      int pieces = random.nextInt(5);
      for (int piece = 0; piece < pieces; piece++) {
        String[] choice = wide && random.nextInt(4) == 0 ? WIDE_PIECES : PIECES;
        value.append(choice[random.nextInt(choice.length)]);
      }
      return value.toString();
    }

    private String written(String value) {
      boolean must =
          value.contains("\"")
              || value.contains("\n")
              || value.contains("\r")
              || value.contains(delimiter.substring(0, 1));
      return must || random.nextInt(3) == 0 ? "\"" + value.replace("\"", "\"\"") + "\"" : value;
    }

    /** A lone carriage return ends a line until the first other line ending is seen. */
    private long lines(String value) {
      boolean lone = ending.equals("\r") || expected.isEmpty();
      String plain = value.replace("\r\n", "\n");
      return plain.chars().filter(c -> c == '\n' || (lone && c == '\r')).count();
    }
  }
}
