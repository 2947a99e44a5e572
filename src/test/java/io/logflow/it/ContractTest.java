package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.it.Drops.Drop;
import io.logflow.it.Drops.Value;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.parquet.FileTruth;
import io.logflow.parquet.ManifestTruth;
import io.logflow.parquet.ParquetFooters;
import io.logflow.publish.VersionFolders;
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
import java.util.ArrayList;
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

/** Files of one inbox share one schema, and what does not fit opens the folder of the next. */
class ContractTest {
  private static final long DAY_MICROS = 86_400_000_000L;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void thirty_days_in_any_order_give_every_value_again(long seed) throws Exception {
    assertThat(versionsOf(new Drops(seed).days())).isGreaterThan(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void in_a_dataset_they_do_so_in_fewer_folders(long seed) throws Exception {
    Path config = folder.resolve(".logflow/config.yaml");
    Files.createDirectories(config.getParent());
    Files.writeString(config, "conversion: {output_kind: dataset}\n");
    // One each where a number, a date or a whole number of many digits becomes text or DECIMAL.
    assertThat(versionsOf(new Drops(seed).days())).isLessThanOrEqualTo(4);
    for (Path version : VersionFolders.of(folder.resolve("out"))) {
      ManifestTruth.check(version);
    }
  }

  private long versionsOf(List<Drop> days) throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.watch();
      int ended = 0;
      for (Drop day : days) {
        inbox.drop(day.name(), day.content());
        inbox.awaitEnded(++ended);
      }
      assertThat(inbox.rows("SELECT DISTINCT status FROM jobs"))
          .containsExactly(List.of("completed"));
      long versions = 0;
      Map<String, Map<String, Value>> byDuckdb = wanted(days);
      Map<String, Map<String, Value>> byJava = wanted(days);
      for (Path version : VersionFolders.of(inbox.output)) {
        versions++;
        assertOneSchema(version);
        takeWithDuckdb(version, byDuckdb);
        takeWithJava(version, byJava);
      }
      assertThat(byDuckdb).isEmpty();
      assertThat(byJava).isEmpty();
      assertThat(inbox.rows("SELECT DISTINCT version FROM schema_versions"))
          .hasSize((int) versions);
      return versions;
    }
  }

  @Test
  void a_whole_batch_at_once_gives_every_value_again() throws Exception {
    List<Drop> days = new Drops(5).days();
    try (LiveInbox inbox = new LiveInbox(folder)) {
      for (Drop day : days) {
        inbox.drop(day.name(), day.content());
      }
      inbox.watch().awaitEnded(days.size());
      Map<String, Map<String, Value>> wanted = wanted(days);
      for (Path version : VersionFolders.of(inbox.output)) {
        assertOneSchema(version);
        takeWithDuckdb(version, wanted);
      }
      assertThat(wanted).isEmpty();
    }
  }

  private static Map<String, Map<String, Value>> wanted(List<Drop> drops) {
    Map<String, Map<String, Value>> all = new HashMap<>();
    drops.forEach(drop -> all.putAll(drop.rows()));
    return all;
  }

  private static List<Path> outputs(Path version) throws IOException {
    try (Stream<Path> all = Files.list(version)) {
      return all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private static void assertOneSchema(Path version) throws IOException {
    assertThat(outputs(version).stream().map(file -> ParquetFooters.read(file).schema()).distinct())
        .hasSize(1);
  }

  /**
   * Reads a folder as one table without any option, and takes what is found from what is wanted.
   */
  private static void takeWithDuckdb(Path version, Map<String, Map<String, Value>> wanted)
      throws SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM read_parquet('" + version + "/*.parquet')")) {
      while (rows.next()) {
        Map<String, Object> found = new HashMap<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          Object value = rows.getObject(column);
          if (value != null) {
            found.put(rows.getMetaData().getColumnName(column), told(value));
          }
        }
        take(found, wanted);
      }
    }
  }

  private static Object told(Object value) {
    if (value instanceof Number number) {
      return new BigDecimal(number.toString());
    }
    return value instanceof java.sql.Timestamp time ? time.toLocalDateTime().toLocalDate() : value;
  }

  /** As {@link #takeWithDuckdb}, file by file with parquet-java. */
  private static void takeWithJava(Path version, Map<String, Map<String, Value>> wanted)
      throws IOException {
    for (Path file : outputs(version)) {
      List<Column> columns = ParquetFooters.read(file).schema().columns();
      List<List<Object>> values = FileTruth.read(file).columns();
      for (int row = 0; row < values.get(0).size(); row++) {
        Map<String, Object> found = new HashMap<>();
        for (int column = 0; column < columns.size(); column++) {
          Object value = values.get(column).get(row);
          if (value != null) {
            found.put(columns.get(column).name(), told(value, columns.get(column).type()));
          }
        }
        take(found, wanted);
      }
    }
  }

  private static Object told(Object value, ColumnType type) {
    return switch (type.kind()) {
      case BIGINT, DOUBLE -> new BigDecimal(value.toString());
      case DECIMAL ->
          value instanceof Binary bytes
              ? new BigDecimal(new BigInteger(bytes.getBytes()), type.scale())
              : BigDecimal.valueOf(((Number) value).longValue(), type.scale());
      case DATE -> LocalDate.ofEpochDay(((Number) value).longValue());
      case TIMESTAMP -> LocalDate.ofEpochDay(((Number) value).longValue() / DAY_MICROS);
      case VARCHAR -> ((Binary) value).toStringUsingUTF8();
      default -> value;
    };
  }

  private static void take(Map<String, Object> found, Map<String, Map<String, Value>> wanted) {
    Map<String, Value> row = wanted.remove(String.valueOf(found.get("key")));
    assertThat(row).as("row %s", found).isNotNull();
    Map<String, Object> byName = new HashMap<>();
    found.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
    assertThat(byName.keySet()).as("columns with a value").isEqualTo(row.keySet());
    row.forEach((name, value) -> assertSame(name, byName.get(name), value));
  }

  private static void assertSame(String name, Object found, Value wanted) {
    if (found instanceof BigDecimal number) {
      assertThat(number).as(name).isEqualByComparingTo(wanted.number());
    } else if (found instanceof LocalDate date) {
      assertThat(date).as(name).isEqualTo(wanted.date());
    } else {
      assertThat(found.toString()).as(name).isEqualTo(wanted.text());
    }
  }

  private static List<String> names(Path version) throws IOException {
    List<String> names = new ArrayList<>();
    Readback.types(outputs(version).get(0)).forEach((name, type) -> names.add(name + " " + type));
    return names;
  }

  @Test
  void a_narrower_file_gets_the_types_and_the_columns_that_are_there() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.drop("a.csv", "id,price,day\n1,1.5,31/01/2026\n");
      inbox.watch().awaitEnded(1);
      inbox.drop("b.csv", "DAY,Price,id\n05/02/2026,2,7\n");
      inbox.awaitEnded(2);
      inbox.drop("c.csv", "id\n8\n");
      inbox.awaitEnded(3);

      assertThat(VersionFolders.of(inbox.output)).containsExactly(inbox.output);
      assertThat(names(inbox.output)).containsExactly("id BIGINT", "price DOUBLE", "day DATE");
      List<Path> files = outputs(inbox.output);
      assertThat(Readback.columns(files.get(1)))
          .containsEntry("day", List.of("2026-02-05"))
          .containsEntry("price", List.of("2.0"));
      assertThat(Readback.columns(files.get(2)).get("price")).containsExactly((String) null);
      assertThat(inbox.rows("SELECT count(*) FROM schema_versions")).containsExactly(List.of(1));
    }
  }

  @Test
  void a_new_start_remembers_the_date_order() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.drop("a.csv", "day\n31/01/2026\n");
      inbox.watch().awaitEnded(1);
    }
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.drop("b.csv", "day\n05/02/2026\n06/02/2026\n");
      inbox.watch().awaitEnded(2);
      assertThat(Readback.columns(outputs(inbox.output).get(1)))
          .containsEntry("day", List.of("2026-02-05", "2026-02-06"));
    }
  }

  @Test
  void what_does_not_fit_goes_to_the_next_versions_folder_and_says_so() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.drop("a.csv", "id,n\n1,2\n");
      inbox.watch().awaitEnded(1);
      inbox.drop("b.csv", "id,n,more\n2,3.5,x\n");
      inbox.awaitEnded(2);
      inbox.drop("c.csv", "n,id\n4,3\n");
      inbox.awaitEnded(3);

      Path second = folder.resolve("out.v2");
      assertThat(VersionFolders.of(inbox.output)).containsExactly(inbox.output, second);
      assertThat(outputs(inbox.output)).hasSize(1);
      assertThat(outputs(second)).hasSize(2);
      assertThat(names(second)).containsExactly("id BIGINT", "n DOUBLE", "more VARCHAR");
      String warnings =
          inbox
              .rows("SELECT warnings FROM jobs WHERE original_name = 'b.csv'")
              .get(0)
              .get(0)
              .toString();
      assertThat(warnings)
          .contains(
              "b.csv changes the schema of " + inbox.output + "; version 2 goes to " + second,
              "Column 'n' is DOUBLE instead of BIGINT",
              "'3.5' in line 2",
              "Column 'more' is new, VARCHAR");
    }
  }
}
