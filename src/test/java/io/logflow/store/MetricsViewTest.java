package io.logflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measurements of jobs as rows: a table up to schema version 5, a view since. */
class MetricsViewTest {
  private static final String METRICS =
      "SELECT job_id, metric_name, metric_value, context ->> 'engine', context ->> 'row_count',"
          + " created_at FROM metrics ORDER BY job_id, metric_name";
  private static final List<List<Object>> MEASURED =
      List.of(
          List.of("a", "bytes_read", 31.0, "avro", 7, 1_700_000_001_000L),
          List.of("a", "parse_duration", 2.5, "avro", 7, 1_700_000_001_000L),
          List.of("b", "bytes_read", 9.0, "arrow", 3, 1_700_000_000_123L));

  @TempDir private Path folder;
  private Path file;
  private StateDatabase database;

  @BeforeEach
  void two_jobs() throws Exception {
    file = folder.resolve("logflow.db");
    database = StateDatabase.at(file);
    database.migrate();
  }

  private void measure() throws Exception {
    for (String values :
        List.of(
            "('a', 'completed', '/a', 'cli', 'a', 1700000000123, 1700000001000, 'avro', 7)",
            "('b', 'completed', '/b', 'cli', 'b', 1700000000123, NULL, 'arrow', 3)")) {
      Database.execute(
          file,
          "INSERT INTO jobs (id, status, input_path, door, original_name, created_at,"
              + " completed_at, engine, row_count) VALUES "
              + values);
    }
    // What is no number is kept with the job only.
    Database.execute(
        file,
        "UPDATE jobs SET metrics = CASE id WHEN 'a' THEN"
            + " '{\"bytes_read\":31,\"parse_duration\":2.5,\"input_compression\":\"gzip\"}'"
            + " ELSE '{\"bytes_read\":9}' END");
  }

  @Test
  void each_number_is_a_row() throws Exception {
    measure();

    assertThat(Database.rows(file, METRICS)).isEqualTo(MEASURED);
    assertThat(Database.rows(file, "SELECT DISTINCT created_at FROM metrics_view ORDER BY 1"))
        .containsExactly(List.of("2023-11-14T22:13:20.123Z"), List.of("2023-11-14T22:13:21.000Z"));
  }

  @Test
  void rows_of_the_table_are_those_of_the_view() throws Exception {
    database.rollback(Migrations.OURS.latest() - 5);
    measure();
    List<List<Object>> table = Database.rows(file, METRICS);

    database.migrate();

    assertThat(table).isEqualTo(MEASURED);
    assertThat(Database.rows(file, METRICS)).isEqualTo(MEASURED);
  }

  @Test
  void the_table_comes_back_with_its_rows_and_its_trigger() throws Exception {
    measure();

    database.rollback(Migrations.OURS.latest() - 5);

    assertThat(Database.rows(file, METRICS)).isEqualTo(MEASURED);
    Database.execute(file, "UPDATE jobs SET metrics = '{\"bytes_read\":8}' WHERE id = 'b'");
    Database.execute(file, "UPDATE jobs SET metrics = NULL WHERE id = 'a'");
    assertThat(
            Database.rows(
                file,
                "SELECT metric_value FROM metrics WHERE metric_name = 'bytes_read' ORDER BY 1"))
        .containsExactly(List.of(8.0), List.of(31.0));
  }
}
