package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Outcome;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random files in folders of one schema: each value is in its column as it is, or rescued. */
class RescueFuzzTest {
  private static final int COLUMNS = 6;
  private static final int FILES = 8;

  /** Plain values of each kind; a first file has one kind in each column. */
  private static final List<List<String>> KINDS =
      List.of(
          List.of("1", "-7", "0", "9223372036854775807", "42"),
          List.of("1.5", "-0.25", "3.0", "0.000001", "99999999.75", "1.5e3"),
          List.of("12345678901234567.25", "0.10", "-1.00"),
          List.of("true", "false"),
          List.of("2026-01-31", "1999-12-01"),
          List.of("2026-01-31 10:20:30", "2026-01-31 00:00:01.5"),
          List.of("2026-01-31T10:20:30Z", "2026-06-01T00:00:00Z"),
          List.of("10:20:30", "23:59:59"),
          List.of("abc", "a b", "x,y", "say \"x\"", "line\nbreak", "é€", "NULL", "\\", "{}"));

  private static final List<String> ODD =
      List.of(
          "007",
          "-0",
          "+5",
          "1e400",
          "1e5",
          "12345678901234567890",
          "0.12345678901234567890",
          "1,234",
          "1.234,5",
          "31/12/2026",
          "n/a",
          " 1",
          "2026-02-30",
          "yes",
          "TRUE",
          "\u0001");

  private static final Map<String, String> OTHERWISE = Map.of("31/12/2026", "2026-12-31");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"csv", "ndjson"})
  void every_value_is_in_its_column_or_rescued(String format) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2; round++) {
      Path root = folder.resolve("round" + round);
      Files.createDirectories(root);
      try (RescueRig rig = new RescueRig(root)) {
        List<Integer> kinds = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
          kinds.add(random.nextInt(KINDS.size()));
        }
        for (int file = 0; file < FILES; file++) {
          List<List<String>> rows = rows(kinds, file == 0 ? 0 : random.nextInt(4), random);
          String name = "f" + file + "." + format;
          Outcome outcome = rig.convert(name, text(rows, format));
          assertSame(outcome, rows, format, "seed " + seed + ", " + root + "/" + name);
        }
      }
    }
  }

  /** Rows of which in each column up to {@code odd} in four values are of any kind. */
  private static List<List<String>> rows(List<Integer> kinds, int odd, Random random) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < 20; row++) {
      List<String> values = new ArrayList<>();
      for (int kind : kinds) {
        boolean stray = random.nextInt(16) < odd;
        List<String> from = stray ? KINDS.get(random.nextInt(KINDS.size())) : KINDS.get(kind);
        from = stray && random.nextBoolean() ? ODD : from;
        boolean none = row > 0 && random.nextInt(8) == 0;
        values.add(none ? null : from.get(random.nextInt(from.size())));
      }
      rows.add(values);
    }
    return rows;
  }

  private static String text(List<List<String>> rows, String format) {
    StringBuilder text = new StringBuilder();
    boolean csv = format.equals("csv");
    for (int column = 0; csv && column < COLUMNS; column++) {
      text.append(column == 0 ? "" : ",").append("c").append(column);
    }
    text.append(csv ? "\n" : "");
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < COLUMNS; column++) {
        String value = row.get(column);
        if (csv) {
          cells.add(value == null ? "" : '"' + value.replace("\"", "\"\"") + '"');
        } else if (value != null) {
          cells.add("\"c" + column + "\":" + json(value));
        }
      }
      text.append(csv ? String.join(",", cells) : "{" + String.join(",", cells) + "}");
      text.append('\n');
    }
    return text.toString();
  }

  /** JSON's own forms where the value is one, else a string. */
  private static String json(String value) {
    boolean bare = value.matches("-?(0|[1-9]\\d*)(\\.\\d+)?(e\\d+)?|true|false");
    String escaped =
        value
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\u0001", "\\u0001");
    return bare ? value : '"' + escaped + '"';
  }

  private static void assertSame(
      Outcome outcome, List<List<String>> rows, String format, String what) throws Exception {
    Map<String, List<String>> columns = RescueRig.columns(outcome);
    List<String> rescued = Readback.columns(outcome.output()).get("_rescued");
    assertThat(outcome.rowsRejected()).as(what).isZero();
    assertThat(rescued).as(what).hasSize(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      JsonNode aside = JSON.readTree(rescued.get(row) == null ? "{}" : rescued.get(row));
      for (int column = 0; column < COLUMNS; column++) {
        String name = "c" + column;
        String value = rows.get(row).get(column);
        String there = columns.containsKey(name) ? columns.get(name).get(row) : null;
        String where = "%s, row %d, %s: %s".formatted(what, row, name, value);
        if (!aside.has(name)) {
          assertThat(means(there, value)).as(where + " is " + there).isTrue();
          continue;
        }
        assertThat(there).as(where).isNull();
        if (format.equals("csv")) {
          assertThat(aside.get(name).isTextual()).as(where).isTrue();
          assertThat(aside.get(name).asText()).as(where).isEqualTo(value);
        } else {
          assertThat(rescued.get(row)).as(where).contains('"' + name + "\":" + json(value));
        }
      }
    }
  }

  /** Whether what DuckDB shows of a column is this value, and nothing of it is lost. */
  private static boolean means(String found, String value) {
    if (found == null || value == null) {
      return found == null && value == null;
    }
    if (value.matches("-?(0|[1-9]\\d*)(\\.\\d+)?(e\\d+)?")) {
      boolean sign = value.startsWith("-") == found.startsWith("-");
      return found.equals(value)
          || (sign && new BigDecimal(found).compareTo(new BigDecimal(value)) == 0);
    }
    String written = OTHERWISE.getOrDefault(value, value);
    String time = written.replaceFirst("(\\d)T(\\d)", "$1 $2").replaceFirst("Z$", "+00");
    return found.equals(value)
        || found.equals(time)
        || found.equals(time + " 00:00:00")
        || (value.equals("TRUE") && found.equals("true"))
        || (value.equals("1.234,5") && new BigDecimal(found).toPlainString().equals("1234.5"))
        || (value.equals("1,234") && found.matches("1234(\\.0+)?|1\\.2340*"));
  }
}
