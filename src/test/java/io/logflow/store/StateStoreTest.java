package io.logflow.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.StateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
  private static final String JOB =
      "INSERT INTO jobs (id, status, input_path, door, original_name, input_format, input_size,"
          + " throughput, engine, created_at) VALUES ";

  @TempDir Path folder;

  @Test
  void every_connection_has_the_pragmas() throws Exception {
    try (StateStore store = StateStore.open(folder.resolve("logflow.db"));
        Connection one = store.dataSource().getConnection();
        Connection two = store.dataSource().getConnection()) {
      Map<String, Object> expected =
          Map.of(
              "journal_mode", "wal",
              "synchronous", 2,
              "foreign_keys", 1,
              "busy_timeout", 30_000,
              "trusted_schema", 0);
      for (Connection connection : List.of(one, two)) {
        for (var pragma : expected.entrySet()) {
          assertThat(Database.rows(connection, "PRAGMA " + pragma.getKey()))
              .containsExactly(List.of(pragma.getValue()));
        }
      }
    }
  }

  @Test
  void sixteen_threads_that_read_and_then_write_never_meet_a_lock() throws Exception {
    try (StateStore store = StateStore.open(folder.resolve("logflow.db"))) {
      new Profiles(store, java.time.Clock.systemUTC()).put("counter", Map.of());
      ExecutorService threads = Executors.newFixedThreadPool(16);
      List<Future<Void>> running = new ArrayList<>();
      for (int thread = 0; thread < 16; thread++) {
        running.add(threads.submit(count(store)));
      }
      for (Future<Void> each : running) {
        each.get();
      }
      threads.shutdown();
      assertThat(new Profiles(store, java.time.Clock.systemUTC()).list().get(0).usageCount())
          .isEqualTo(16 * 50);
    }
  }

  // Reads and writes back: an update that another thread overtook would be lost.
  private static Callable<Void> count(StateStore store) {
    return () -> {
      for (int turn = 0; turn < 50; turn++) {
        try (Connection connection = store.dataSource().getConnection()) {
          connection.setAutoCommit(false);
          Object seen = Database.rows(connection, "SELECT usage_count FROM profiles").get(0).get(0);
          try (PreparedStatement write =
              connection.prepareStatement("UPDATE profiles SET usage_count = ? + 1")) {
            write.setObject(1, seen);
            write.executeUpdate();
          }
          connection.commit();
        }
      }
      return null;
    };
  }

  @Test
  void the_write_ahead_log_is_gone_after_the_last_one_closed() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateStore store = StateStore.open(file);
    new Profiles(store, java.time.Clock.systemUTC()).put("a", Map.of());
    store.close();
    store.close();

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrder("logflow.db", "logflow.db.lock");
    }
  }

  @Test
  void a_store_in_memory_has_the_same_schema_and_forgets() throws Exception {
    String schema = "SELECT name, sql FROM sqlite_master ORDER BY name";
    Path file = folder.resolve("logflow.db");
    StateStore.open(file).close();
    try (StateStore store = StateStore.inMemory()) {
      new Profiles(store, java.time.Clock.systemUTC()).put("a", Map.of());
      assertThat(new Profiles(store, java.time.Clock.systemUTC()).list()).hasSize(1);
      try (Connection connection = store.dataSource().getConnection()) {
        assertThat(Database.rows(connection, schema)).isEqualTo(Database.rows(file, schema));
      }
    }
    try (StateStore store = StateStore.inMemory()) {
      assertThat(new Profiles(store, java.time.Clock.systemUTC()).list()).isEmpty();
    }
  }

  @Test
  void a_lock_that_is_held_shortly_is_waited_for() throws Exception {
    Path file = folder.resolve("logflow.db");
    try (StateStore store = StateStore.open(file);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      ExecutorService thread = Executors.newSingleThreadExecutor();
      Future<?> waiting =
          thread.submit(() -> new Profiles(store, java.time.Clock.systemUTC()).put("a", Map.of()));
      assertThatThrownBy(() -> waiting.get(300, java.util.concurrent.TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      statement.execute("COMMIT");
      waiting.get();
      thread.shutdown();
    }
  }

  @Test
  void a_failed_statement_is_explained() throws Exception {
    try (StateStore store = StateStore.open(folder.resolve("logflow.db"));
        Connection connection = store.dataSource().getConnection()) {
      assertThatThrownBy(() -> Database.rows(connection, "SELECT * FROM nowhere"))
          .isInstanceOfSatisfying(
              SQLException.class,
              failure ->
                  assertThat(store.explain(failure))
                      .isInstanceOf(StateException.class)
                      .hasMessageContaining("nowhere"));
    }
  }

  @Test
  void unknown_states_and_broken_json_are_refused() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateStore.open(file).close();

    assertThatThrownBy(
            () ->
                Database.execute(
                    file, JOB + "('a', 'done', '/a', 'cli', 'a', 'csv', 1, 1, 'avro', 1)"))
        .hasMessageContaining("CHECK");
    assertThatThrownBy(
            () -> Database.execute(file, "INSERT INTO profiles (name, config) VALUES ('a', '{')"))
        .hasMessageContaining("CHECK");
  }

  @Test
  void the_queries_of_the_design_run_as_written() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateStore.open(file).close();
    Database.execute(
        file,
        JOB
            + "('a', 'completed', '/a', 'cli', 'a', 'csv', 100, 10.0, 'avro', 1),"
            + "('b', 'completed', '/b', 'cli', 'b', 'csv', 110, 30.0, 'duckdb', 2),"
            + "('c', 'failed', '/c', 'cli', 'c', 'csv', 500, NULL, 'avro', 3)");
    Database.execute(
        file,
        "INSERT INTO schema_cache (file_hash, schema) VALUES"
            + " ('h', '{\"columns\":[{\"name\":\"order_id\",\"type\":\"BIGINT\"}]}')");
    Database.execute(
        file,
        "INSERT INTO profiles (name, config, usage_count) VALUES ('a', '{}', 1), ('b', '{}', 2)");

    assertThat(Database.rows(file, "SELECT * FROM jobs ORDER BY created_at DESC LIMIT 20;"))
        .extracting(row -> row.get(0))
        .containsExactly("c", "b", "a");
    assertThat(
            Database.rows(
                file,
                """
                SELECT input_format, AVG(throughput) as avg_throughput
                FROM jobs WHERE status = 'completed'
                GROUP BY input_format;
                """))
        .containsExactly(List.of("csv", 20.0));
    assertThat(
            Database.rows(
                file,
                """
                SELECT * FROM schema_cache
                WHERE json_extract(schema, '$.columns[0].name') = 'order_id';
                """))
        .hasSize(1);
    assertThat(
            Database.rows(
                file, "SELECT name, usage_count FROM profiles ORDER BY usage_count DESC;"))
        .containsExactly(List.of("b", 2), List.of("a", 1));
    assertThat(throughputByEngine(file, "csv", 105)).containsExactly("avro 10.0", "duckdb 30.0");
  }

  private static List<String> throughputByEngine(Path file, String format, long fileSize)
      throws SQLException {
    String query =
        """
        SELECT engine, AVG(throughput) as avg_throughput
        FROM jobs
        WHERE input_format = ? AND input_size BETWEEN ? AND ?
        GROUP BY engine
        """;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, format);
      statement.setDouble(2, fileSize * 0.8);
      statement.setDouble(3, fileSize * 1.2);
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1) + " " + rows.getDouble(2));
        }
      }
      return found;
    }
  }

  @Test
  void views_show_times_as_iso_text() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateStore.open(file).close();
    Database.execute(
        file, JOB + "('a', 'running', '/a', 'cli', 'a', 'csv', 1, 1.0, 'avro', 1700000000123)");

    assertThat(Database.rows(file, "SELECT created_at FROM jobs_view"))
        .containsExactly(List.of("2023-11-14T22:13:20.123Z"));
    for (String view :
        List.of("schema_cache_view", "profiles_view", "metrics_view", "ledger_view")) {
      assertThat(Database.rows(file, "SELECT * FROM " + view)).isEmpty();
    }
  }

  @Test
  void rows_written_by_hand_get_the_time_of_now() throws Exception {
    Path file = folder.resolve("logflow.db");
    StateStore.open(file).close();
    long before = System.currentTimeMillis() - 2;
    Database.execute(file, "INSERT INTO profiles (name, config) VALUES ('a', '{}')");

    assertThat((long) Database.value(file, "SELECT created_at FROM profiles"))
        .isBetween(before, System.currentTimeMillis() + 2);
  }
}
