package io.logflow.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How SQLite goes about statements that change many jobs at once. */
class StatementPlansTest {
  private static final Path STATEMENTS = Path.of("src/main/resources/sql");
  @TempDir private Path folder;

  static List<String> statements() throws Exception {
    try (Stream<Path> files = Files.list(STATEMENTS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("record-") || name.equals("queue-own.sql"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("statements")
  void jobs_are_found_by_id_and_not_by_going_through_all_of_a_status(String name) throws Exception {
    String sql = Files.readString(STATEMENTS.resolve(name)).replace(":?", ":");
    List<String> steps = new ArrayList<>();
    try (StateStore store = StateStore.open(folder.resolve("logflow.db"));
        Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      while (plan.next()) {
        steps.add(plan.getString("detail"));
      }
    }
    assertThat(steps).noneMatch(step -> step.contains("idx_jobs_status"));
    assertThat(steps).noneMatch(step -> step.startsWith("SCAN jobs"));
  }
}
