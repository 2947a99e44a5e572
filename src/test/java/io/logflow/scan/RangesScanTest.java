package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.format.Records;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.Reject;
import io.logflow.job.RejectLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scan in ranges, wherever they begin and however many threads read them, finds what the scan of
 * one record after the other finds: types, reasons with their lines, statistics, hashes, rejects.
 */
class RangesScanTest {
  private static final List<List<String>> POOLS =
      List.of(
          List.of("1", "22", "-333", "4444444444", "0", "123456789012345", "1234567890123456"),
          List.of("1.5", "2.25", "-0.125", "3", ".5", "0.0", "12345678.123456", "100.00"),
          List.of("1.5", "-0.0", "1e5", "2.5e-3", "99999999999999999999.5", "0.1234567890123456"),
          List.of("9223372036854775807", "-9223372036854775808", "9223372036854775808", "7"),
          List.of("2024-01-05", "1999-12-31", "2024-02-29", "1850-06-01", "2250-01-01"),
          List.of("2024-01-05 10:00:00", "2024-01-05T23:59:59.123456", "2024-02-29 00:00:00.5"),
          List.of("2024-01-05", "2024-01-05 10:00:00", "2024-01-05 10:00:00.123456789"),
          List.of("2024-01-05T10:00:00Z", "2024-01-05T10:00:00.25Z", "2024-01-05T10:00:00+02:00"),
          List.of("2024-01-05 10:00:00 Z", "2024-01-05 10:00:00 +02"),
          List.of("2024-01-05 10:00", "2024-01-05 11:30"),
          List.of("true", "false", "TRUE", "False"),
          List.of("\"1,234\"", "\"12,345\"", "12", "1.5", "\"1,234,567\""),
          List.of("\"1.234,50\"", "1.234", "\"12,5\"", "7", "1.234.567"),
          List.of("2024-1-5", "2024-01-05", "2024-12-31 9:05:00", "2024-12-31 10:05:00"),
          List.of("5/1/24", "31/12/23", "1/2/24 9:30"),
          List.of("Jan 5 2024", "Dec 31 2023", "May 1 2024 10:30"),
          List.of("1.5e-7", "12345678901234567.25", "0.1234567890123456", "1.5e-40", "-0.0"),
          List.of("a", "longer than eight", "exactly8", "ééé", "日本語", "\"in \"\"quotes\"\"\""),
          List.of("\"\"", "", "NA", "\"NA\""),
          List.of("", ""));

  private static final List<String> ODD =
      List.of("x", "007", "1e5", "2024-13-01", "-0", "1.", "true", "\"1\"", "2024-01-05 10:00:61");

  @TempDir Path folder;

  @Test
  void typed_columns_with_late_contradictions() throws IOException {
    for (int seed = 0; seed < 250; seed++) {
      compare(typed(new Random(seed)), "seed " + seed, 1 + seed % 90);
    }
  }

  @Test
  void structure_of_every_kind() throws IOException {
    String[] pieces = {"a", "1", ",", ",", "\n", "\n", "\"", "\"x\ny\"", "\r\n", "é", "\"\"", " "};
    for (int seed = 0; seed < 250; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder("a,b\n");
      for (int piece = random.nextInt(120); piece >= 0; piece--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      compare(text.toString(), "seed " + seed, 1 + seed % 23);
    }
  }

  @Test
  void line_breaks_in_quotes_around_every_border() throws IOException {
    StringBuilder text = new StringBuilder("id,text\n");
    for (int row = 0; row < 12; row++) {
      text.append(row).append(",\"line\n1,2\n\"\"3\"\",4\r\nend\"\n");
    }
    for (int rangeBytes = 1; rangeBytes < 60; rangeBytes++) {
      compare(text.toString(), "ranges of " + rangeBytes, rangeBytes);
    }
  }

  /**
   * Whether a quoted empty field is NULL depends on all rows that were taken in, and on no other.
   */
  @Test
  void files_that_quote_everything_but_for_what_is_rejected() throws IOException {
    String[] lines = {
      "\"1\",\"\"", "\"\",\"x\"", "\"2\",\"NA\"", "", "Total", "a,b,c", "\"1\"z,2", "\"4\",5"
    };
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder("\"a\",\"b\"\n");
      int kinds = 3 + random.nextInt(lines.length - 2);
      for (int row = random.nextInt(30); row >= 0; row--) {
        text.append(lines[random.nextInt(kinds)]).append('\n');
      }
      compare(text.toString(), "seed " + seed, 1 + seed % 40);
    }
  }

  /** More rejects than a range may hold until its turn has come. */
  @Test
  void rejects_without_end() throws IOException {
    String text = "a,b\n1,2\n" + "x\n".repeat(9_000) + "3,4\n" + "\n".repeat(3_000) + "5,6\n";
    compare(text, "many rejects", 50_000);
    compare(text, "many rejects", 700);
  }

  private static String typed(Random random) {
    int columns = 1 + random.nextInt(4);
    int rows = random.nextInt(60);
    List<List<String>> pools = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < columns; column++) {
      pools.add(POOLS.get(random.nextInt(POOLS.size())));
      text.append(column == 0 ? "" : ",").append("c").append(column);
    }
    text.append('\n');
    boolean odd = random.nextBoolean();
    for (int row = 0; row < rows; row++) {
      List<String> fields = new ArrayList<>();
      for (List<String> pool : pools) {
        boolean contradicts = odd && random.nextInt(40) == 0;
        List<String> from = contradicts ? ODD : random.nextInt(10) == 0 ? List.of("") : pool;
        fields.add(from.get(random.nextInt(from.size())));
      }
      text.append(String.join(",", fields)).append('\n');
    }
    return text.toString();
  }

  private void compare(String text, String what, int rangeBytes) throws IOException {
    Path file = Files.write(folder.resolve("a.csv"), text.getBytes(StandardCharsets.UTF_8));
    Jobs.Options options = new Jobs.Options();
    options.nullValues = List.of("NA");
    options.maxRejects = RejectLimit.ofCount(Long.MAX_VALUE);
    Job job = Jobs.open(options, file);
    List<String> rejects = new ArrayList<>();
    Plan expected = new JobScan(job, Records::open, noting(rejects), null).plan();
    for (int threads : new int[] {1, 3}) {
      List<String> found = new ArrayList<>();
      PassSettings settings = new PassSettings(job.options(), threads, rangeBytes, job.control());
      Plan plan = new JobScan(job, new FileRecords(), noting(found), null, settings).plan();
      assertThat(linesAside(plan)).as("%s%n%s", what, text).isEqualTo(expected);
      checkLines(plan.inputs().get(0), text);
      assertThat(found).as("%s%n%s", what, text).isEqualTo(rejects);
    }
  }

  /** The plan as it is where nobody looks at lines. */
  private static Plan linesAside(Plan plan) {
    InputPlan input = plan.inputs().get(0);
    InputPlan aside =
        new InputPlan(
            input.input(),
            input.fieldNames(),
            input.fieldOfColumn(),
            input.quotedNulls(),
            input.clean(),
            input.rowsRead(),
            input.rowsRejected(),
            input.rowsSkipped(),
            input.longestRecord(),
            input.sha256());
    return new Plan(plan.hypothesis(), plan.columns(), List.of(aside), plan.warnings());
  }

  private static void checkLines(InputPlan input, String text) {
    long breaks = text.chars().filter(symbol -> symbol == '\n').count();
    long lines = text.endsWith("\n") ? breaks : breaks + 1;
    if (input.clean()) {
      assertThat(input.lineRecords()).as(text).isEqualTo(lines == input.rowsRead() + 1);
    }
  }

  private static RejectSink noting(List<String> into) {
    return new RejectSink() {
      @Override
      public void accept(Input input, Reject reject) {
        into.add(
            reject.line()
                + " "
                + reject.byteOffset()
                + " "
                + HexFormat.of().formatHex(reject.raw())
                + reject.reason()
                + reject.detail());
      }

      @Override
      public void close() {}
    };
  }
}
