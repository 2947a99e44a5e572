package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.it.Drops.Drop;
import io.logflow.it.Drops.Value;
import io.logflow.job.Column;
import io.logflow.parquet.FileTruth;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thirty days of files in one folder of one schema: each value is in its column or rescued. */
class RescueDropsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DAY_MICROS = 86_400_000_000L;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void thirty_days_in_any_order_give_every_value_once(long seed) throws Exception {
    List<Drop> days = new Drops(seed).days();
    mode();
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.watch();
      int ended = 0;
      for (Drop day : days) {
        inbox.drop(day.name(), day.content());
        inbox.awaitEnded(++ended);
      }
      assertEveryValue(inbox, days);
    }
  }

  @Test
  void a_whole_batch_at_once_gives_every_value_once() throws Exception {
    List<Drop> days = new Drops(5).days();
    mode();
    try (LiveInbox inbox = new LiveInbox(folder)) {
      for (Drop day : days) {
        inbox.drop(day.name(), day.content());
      }
      inbox.watch().awaitEnded(days.size());
      assertEveryValue(inbox, days);
    }
  }

  private void mode() throws IOException {
    Path file = Files.createDirectories(folder.resolve(".logflow")).resolve("config.yaml");
    Files.writeString(file, "schema:\n  mode: rescue\nconversion:\n  verify: full\n");
  }

  private void assertEveryValue(LiveInbox inbox, List<Drop> days) throws Exception {
    assertThat(inbox.rows("SELECT DISTINCT status, rejected_rows FROM jobs"))
        .containsExactly(List.of("completed", 0));
    assertThat(inbox.rows("SELECT DISTINCT version FROM schema_versions"))
        .containsExactly(List.of(1));
    assertThat(folder.resolve("out.v2")).doesNotExist();
    List<Path> files;
    try (Stream<Path> all = Files.list(inbox.output)) {
      files = all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
    assertThat(files).hasSize(days.size());
    assertThat(files.stream().map(file -> ParquetFooters.read(file).schema()).distinct())
        .hasSize(1);
    Map<String, Map<String, Value>> byDuckdb = wanted(days);
    takeWithDuckdb(inbox.output, byDuckdb);
    assertThat(byDuckdb).isEmpty();
    Map<String, Map<String, Value>> byJava = wanted(days);
    for (Path file : files) {
      takeWithJava(file, byJava);
    }
    assertThat(byJava).isEmpty();
  }

  private static Map<String, Map<String, Value>> wanted(List<Drop> drops) {
    Map<String, Map<String, Value>> all = new HashMap<>();
    drops.forEach(drop -> all.putAll(drop.rows()));
    return all;
  }

  /** Reads the folder as one table, without any option. */
  private static void takeWithDuckdb(Path output, Map<String, Map<String, Value>> wanted)
      throws SQLException, IOException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COLUMNS(*)::VARCHAR FROM read_parquet('" + output + "/*.parquet')")) {
      while (rows.next()) {
        Map<String, Object> found = new HashMap<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          found.put(rows.getMetaData().getColumnName(column), rows.getString(column));
        }
        take(found, wanted);
      }
    }
  }

  private static void takeWithJava(Path file, Map<String, Map<String, Value>> wanted)
      throws IOException {
    List<Column> columns = ParquetFooters.read(file).schema().columns();
    List<List<Object>> values = FileTruth.check(file).columns();
    for (int row = 0; row < values.get(0).size(); row++) {
      Map<String, Object> found = new HashMap<>();
      for (int column = 0; column < columns.size(); column++) {
        Object value = values.get(column).get(row);
        found.put(columns.get(column).name(), value == null ? null : told(value, columns, column));
      }
      take(found, wanted);
    }
  }

  private static Object told(Object value, List<Column> columns, int column) {
    return switch (columns.get(column).type().kind()) {
      case DECIMAL ->
          value instanceof Binary bytes
              ? new BigDecimal(new BigInteger(bytes.getBytes()), columns.get(column).type().scale())
              : BigDecimal.valueOf(
                  ((Number) value).longValue(), columns.get(column).type().scale());
      case DATE -> LocalDate.ofEpochDay(((Number) value).longValue());
      case TIMESTAMP -> LocalDate.ofEpochDay(((Number) value).longValue() / DAY_MICROS);
      case VARCHAR -> ((Binary) value).toStringUsingUTF8();
      default -> value;
    };
  }

  /** Takes a row from those that are wanted: each of its values is in one place. */
  private static void take(Map<String, Object> found, Map<String, Map<String, Value>> wanted)
      throws IOException {
    Map<String, Value> row = new HashMap<>(wanted.remove(String.valueOf(found.get("key"))));
    Object rescued = found.remove("_rescued");
    if (rescued != null) {
      JSON.readTree(rescued.toString())
          .properties()
          .forEach(
              it -> {
                String name = it.getKey().equals("Flag") ? "flag" : it.getKey();
                Value value = row.remove(name);
                assertThat(value).as("%s in %s", name, rescued).isNotNull();
                assertThat(it.getValue().asText()).as(name).isEqualTo(value.text());
              });
    }
    found.forEach(
        (name, value) -> {
          Value is = row.remove(name.toLowerCase(Locale.ROOT));
          if (value == null) {
            assertThat(is).as(name).isNull();
          } else {
            assertSame(name, value.toString(), is);
          }
        });
    assertThat(row).as("what is nowhere").isEmpty();
  }

  private static void assertSame(String name, String found, Value wanted) {
    assertThat(wanted).as(name).isNotNull();
    if (wanted.date() != null && !found.equals(wanted.text())) {
      assertThat(found).as(name).startsWith(wanted.date().toString());
    } else if (wanted.number() != null && !found.equals(wanted.text())) {
      assertThat(new BigDecimal(found)).as(name).isEqualByComparingTo(wanted.number());
    } else {
      assertThat(found).as(name).isEqualTo(wanted.text());
    }
  }
}
