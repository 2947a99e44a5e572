package io.logflow.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Dialect;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CsvRecordReaderTest {
  private static final Dialect COMMA = Table.dialect(",", '"', '"');
  private static final Dialect BACKSLASH = Table.dialect(",", '"', '\\');
  private static final Dialect UNMARKED = Table.dialect(",", '"', '\0');
  private static final Dialect UNQUOTED = Table.dialect("\t", '\0', '\\');
  private static final Dialect PIPES = Table.dialect("||", '\'', '\'');

  @TempDir Path folder;

  record Case(String text, Dialect dialect, boolean clean, List<String> records) {
    Case(String text, Dialect dialect, boolean clean, String... records) {
      this(text, dialect, clean, List.of(records));
    }

    @Override
    public String toString() {
      return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t");
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("", COMMA, true),
        new Case("a,b", COMMA, true, "[a, b] @1/0"),
        new Case("a,b\n", COMMA, true, "[a, b] @1/0"),
        new Case("a,b\n1,2\n", COMMA, true, "[a, b] @1/0", "[1, 2] @2/4"),
        new Case("a,b\r\n1,2\r\n", COMMA, true, "[a, b] @1/0", "[1, 2] @2/5"),
        new Case("a,b\r1,2\r", COMMA, false, "[a, b] @1/0", "[1, 2] @2/4"),
        new Case("a\r\nb\nc\rd", COMMA, false, "[a] @1/0", "[b] @2/3", "[c\rd] @3/5"),
        new Case("a\rb\r\nc\nd", COMMA, false, "[a] @1/0", "[b] @2/2", "[c] @3/5", "[d] @4/7"),
        new Case(",", COMMA, true, "[, ] @1/0"),
        new Case("a,\n,b\n", COMMA, true, "[a, ] @1/0", "[, b] @2/3"),
        new Case("a\n\n\nb\n", COMMA, false, "[a] @1/0", "[b] @4/4"),
        new Case("\"\"", COMMA, true, "[] @1/0"),
        new Case("\"\",\"\"\n", COMMA, true, "[, ] @1/0"),
        new Case("\"a,b\",c\n", COMMA, true, "[a,b, c] @1/0"),
        new Case("\"a\nb\",c\nd,e\n", COMMA, true, "[a\nb, c] @1/0", "[d, e] @3/8"),
        new Case("\"a\r\nb\"\r\nd\r\n", COMMA, true, "[a\r\nb] @1/0", "[d] @3/8"),
        new Case("\"a\rb\"\nd\n", COMMA, true, "[a\rb] @1/0", "[d] @3/6"),
        new Case("\"a\"\"b\",\"\"\"\"\n", COMMA, true, "[a\"b, \"] @1/0"),
        new Case("a\"b,c\n", COMMA, false, "[a\"b, c] @1/0"),
        new Case("a, \"b\"\n", COMMA, false, "[a,  \"b\"] @1/0"),
        new Case("\"a\" ,\"b\"\t\n", COMMA, false, "[a, b] @1/0"),
        new Case("\"a\"x,b\nc,d\n", COMMA, false, "BROKEN_QUOTING[] @1/0", "[c, d] @2/7"),
        new Case(
            "a,\"b\nc,d\ne,f", COMMA, false, "BROKEN_QUOTING[] @1/0", "[c, d] @2/5", "[e, f] @3/9"),
        new Case("a\n\"b", COMMA, false, "[a] @1/0", "BROKEN_QUOTING[] @2/2"),
        new Case("\"a\r\nb,\"c\"\r\n", COMMA, false, "BROKEN_QUOTING[] @1/0", "[b, c] @2/4"),
        new Case("a\0b,c\n", COMMA, false, "[a\0b, c] @1/0"),
        new Case("é,\"ü\"\nß,x\n", COMMA, true, "[é, ü] @1/0", "[ß, x] @2/8"),
        new Case("\"a\\\"b\",\"c\\\\\"\n", BACKSLASH, true, "[a\"b, c\\] @1/0"),
        new Case("\"C:\\temp\",D:\\x\n", BACKSLASH, false, "[C:\\temp, D:\\x] @1/0"),
        new Case("\"a\"\"b\",c\n", BACKSLASH, false, "[a\"b, c] @1/0"),
        new Case("\"a\\", BACKSLASH, false, "BROKEN_QUOTING[] @1/0"),
        new Case("\"5\" x\",\"y\"\"\n", UNMARKED, false, "[5\" x, y\"] @1/0"),
        new Case("\"a\nb\",\"\"\n\"c,d\",e", UNMARKED, true, "[a\nb, ] @1/0", "[c,d, e] @3/9"),
        new Case("\"z\n\"w\",3\n", UNMARKED, false, "BROKEN_QUOTING[] @1/0", "[w, 3] @2/3"),
        new Case("a\"b\tc\n", UNQUOTED, true, "[a\"b, c] @1/0"),
        new Case("a\\\tb\tc\\\\\n", UNQUOTED, false, "[a\tb, c\\] @1/0"),
        new Case("a\\\r\nb\tc\nd", UNQUOTED, false, "[a\r\nb, c] @1/0", "[d] @3/8"),
        new Case("a\\nb\tc\\", UNQUOTED, false, "[a\\nb, c\\] @1/0"),
        new Case("a||b|c||'d||e'||\n", PIPES, true, "[a, b|c, d||e, ] @1/0"),
        new Case("a|||b\n|", PIPES, true, "[a, |b] @1/0", "[|] @2/6"),
        new Case("a§b\nc\u00A6d", Table.dialect("§", '"', '"'), true, "[a, b] @1/0", "[c¦d] @2/5"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reads_every_case_through_buffers_of_every_size(Case one) throws IOException {
    Path file = write(one.text.getBytes(StandardCharsets.UTF_8));
    for (int size = 1; size <= 40; size++) {
      assertThat(Table.describe(file, Table.plain(one.dialect), Table.LIMITS, 0, size))
          .as("buffer of %d bytes", size)
          .isEqualTo(one.records);
      assertThat(clean(file, one.dialect, size)).as("clean").isEqualTo(one.clean);
    }
  }

  @Test
  void blank_lines_are_skipped_in_wide_files_and_null_rows_in_narrow_ones() throws IOException {
    Path file = write("a\n\n\nb\n\n".getBytes(StandardCharsets.UTF_8));
    try (CsvRecordReader wide = open(file, COMMA, 2);
        CsvRecordReader narrow = open(file, COMMA, 1)) {
      assertThat(count(wide)).isEqualTo(2);
      assertThat(wide.skipped()).isEqualTo(3);
      assertThat(count(narrow)).isEqualTo(5);
      assertThat(narrow.skipped()).isZero();
    }
  }

  @Test
  void a_record_of_another_width_is_a_problem_with_its_figures() throws IOException {
    Path file = write("a,b\n1\n1,2,3\n".getBytes(StandardCharsets.UTF_8));
    try (CsvRecordReader reader = open(file, COMMA, 2)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.problem()).isEmpty();
      assertThat(reader.next()).isTrue();
      assertThat(reader.problem()).contains(RejectReason.TOO_FEW_FIELDS);
      assertThat(reader.problemDetail()).isEqualTo("The record has 1 field, expected 2.");
      assertThat(reader.next()).isTrue();
      assertThat(reader.problem()).contains(RejectReason.TOO_MANY_FIELDS);
      assertThat(reader.problemDetail()).isEqualTo("The record has 3 fields, expected 2.");
      assertThat(reader.raw()).asString(StandardCharsets.UTF_8).isEqualTo("1,2,3");
      assertThat(reader.clean()).isFalse();
    }
  }

  @Test
  void bytes_that_do_not_decode_are_a_problem_of_their_record_only() throws IOException {
    Path file = write(new byte[] {'a', '\n', 'b', (byte) 0xFF, '\n', (byte) 0xC3, '\n', 'c'});
    assertThat(Table.describe(file, Table.plain(COMMA), Table.LIMITS, 0, 3))
        .extracting(line -> line.replaceAll("\\[.*\\]", ""))
        .containsExactly(" @1/0", "UNDECODABLE @2/2", "UNDECODABLE @3/5", " @4/7");
    try (CsvRecordReader reader = open(file, COMMA, 0)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.next()).isTrue();
      assertThat(reader.problemDetail()).isEqualTo("The bytes at offset 3 do not decode.");
      assertThat(reader.raw()).containsExactly('b', 0xFF);
    }
  }

  @Test
  void a_record_over_the_limit_is_cut_and_the_next_line_is_read() throws IOException {
    String text = "a,b\n" + "x".repeat(50) + "\n1,2\n\"" + "y\n".repeat(20) + "\"\n3,4\n";
    Path file = write(text.getBytes(StandardCharsets.UTF_8));
    RecordLimits ten = new RecordLimits(10, 1000);
    List<String> expected = null;
    for (int size = 1; size <= 70; size++) {
      List<String> found = Table.describe(file, Table.plain(COMMA), ten, 0, size);
      assertThat(found).startsWith("[a, b] @1/0", "OVER_LIMIT[] @2/4", "[1, 2] @3/55");
      assertThat(found).contains("OVER_LIMIT[] @4/59", "[y] @5/62", "[y] @23/98");
      assertThat(found)
          .as("buffer of %d bytes", size)
          .isEqualTo(expected == null ? found : expected);
      expected = found;
    }
  }

  @ParameterizedTest
  @MethodSource("cutCases")
  void a_record_over_the_limit_costs_one_line_whatever_ends_it(Case one) throws IOException {
    Path file = write(one.text.getBytes(StandardCharsets.UTF_8));
    for (int size = 1; size <= 40; size++) {
      assertThat(Table.describe(file, Table.plain(one.dialect), new RecordLimits(8, 1000), 0, size))
          .as("buffer of %d bytes", size)
          .isEqualTo(one.records);
    }
  }

  static List<Case> cutCases() {
    return List.of(
        new Case(
            "a,b\r012345678,9\rc,d\re\r",
            COMMA,
            false,
            "[a, b] @1/0",
            "OVER_LIMIT[] @2/4",
            "[c, d] @3/16",
            "[e] @4/20"),
        new Case("012345678,\"9\"\rc,d\r", COMMA, false, "OVER_LIMIT[] @1/0", "[c, d] @2/14"),
        new Case("012345678,9\r\nc\rd,e\r\n", COMMA, false, "OVER_LIMIT[] @1/0", "[c\rd, e] @2/13"),
        new Case(
            "a,b\r\n012345678,9\r\nc,d\r\n",
            COMMA,
            false,
            "[a, b] @1/0",
            "OVER_LIMIT[] @2/5",
            "[c, d] @3/18"));
  }

  @Test
  void the_raw_bytes_of_a_record_over_the_limit_are_cut() throws IOException {
    Path file = write(("x".repeat(50) + "\n").getBytes(StandardCharsets.UTF_8));
    try (CsvRecordReader reader =
        CsvRecordReader.open(file, Table.plain(COMMA), new RecordLimits(10, 9), 0, 4)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.raw()).asString(StandardCharsets.UTF_8).isEqualTo("x".repeat(10));
    }
  }

  @Test
  void more_fields_than_allowed_are_counted_and_not_kept() throws IOException {
    Path file = write((",".repeat(99_999) + "\na\n").getBytes(StandardCharsets.UTF_8));
    try (CsvRecordReader reader = open(file, COMMA, 0)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.problem()).contains(RejectReason.OVER_LIMIT);
      assertThat(reader.problemDetail())
          .isEqualTo("The record has 100000 fields, at most 1000 are allowed (max_columns).");
      assertThat(reader.next()).isTrue();
      assertThat(reader.problem()).isEmpty();
    }
  }

  @Test
  void header_and_preamble_are_no_records() throws IOException {
    Path file = write("made \"by x\n\nid,name\n1,a\n".getBytes(StandardCharsets.UTF_8));
    Dialect dialect = new Dialect(",", '"', '"', true, 1, "test");
    assertThat(Table.describe(file, Table.plain(dialect), Table.LIMITS, 2, 5))
        .containsExactly("[1, a] @4/20");
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("input.csv"), bytes);
  }

  private static CsvRecordReader open(Path file, Dialect dialect, int width) throws IOException {
    return CsvRecordReader.open(file, Table.plain(dialect), Table.LIMITS, width, 7);
  }

  private static long count(CsvRecordReader reader) throws IOException {
    long count = 0;
    while (reader.next()) {
      count++;
    }
    return count;
  }

  private static boolean clean(Path file, Dialect dialect, int size) throws IOException {
    try (CsvRecordReader reader =
        CsvRecordReader.open(file, Table.plain(dialect), Table.LIMITS, 0, size)) {
      count(reader);
      return reader.clean();
    }
  }
}
