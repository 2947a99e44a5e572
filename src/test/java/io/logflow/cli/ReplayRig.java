package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of replays have in common: a command line, and a look at what it made. */
abstract class ReplayRig {
  static final int USAGE = 2;
  static final int MALFORMED = 5;
  static final int NONE_TAKEN = 6;
  static final int SOME_LEFT = 9;
  static final String RAGGED =
      "id,name,n\n1,a,10\n2,b\n3,c,30,\n4,d,40\n5,e,50,extra\n00006,f,60\n";

  @TempDir Path folder;
  Session session;

  @BeforeEach
  void open() throws IOException {
    session = new Session(folder);
  }

  /** All that is read is written, rejected or skipped, and the output has what is written. */
  void assertSumsClose(long rows) throws SQLException {
    assertThat(
            text(
                "SELECT sum(row_count) FROM jobs WHERE output_path = (SELECT output_path FROM jobs"
                    + " ORDER BY id DESC LIMIT 1) AND created_at = (SELECT max(created_at) FROM"
                    + " jobs)"))
        .isEqualTo(Long.toString(rows));
  }

  Path converted(String name, String text, String... options) throws IOException {
    return convert(session.write(name, text), options);
  }

  Path convert(Path input, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("convert", input.toString()));
    arguments.addAll(List.of("--max-rejects", "10"));
    arguments.addAll(List.of(options));
    assertThat(session.run(arguments.toArray(String[]::new)))
        .as(session.err())
        .isEqualTo(SOME_LEFT);
    try (Stream<Path> all = Files.list(input.getParent())) {
      return all.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  void correct(String job, String wrong, String right) throws IOException {
    assertThat(session.run("jobs", "rejects", job, "--csv")).isZero();
    assertThat(session.out()).contains(wrong);
    session.write("corrected.csv", session.out().replace(wrong, right));
  }

  int replayRows(String job) {
    return session.run("replay", job, "--rows", session.home().resolve("corrected.csv").toString());
  }

  List<Path> leftovers() throws IOException {
    try (Stream<Path> all = Files.walk(session.home())) {
      return all.filter(file -> file.toString().endsWith(".replayed")).toList();
    }
  }

  static List<Path> parts(Path output) throws IOException {
    try (Stream<Path> all = Files.list(output.getParent())) {
      return all.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  String job() throws SQLException {
    return text("SELECT id FROM jobs WHERE replay_of IS NULL ORDER BY id LIMIT 1");
  }

  String text(String query) throws SQLException {
    try (Connection state = DriverManager.getConnection("jdbc:sqlite:" + session.database());
        Statement statement = state.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      assertThat(found.next()).isTrue();
      return found.getString(1);
    }
  }

  static List<String> rows(Path file) {
    return query("SELECT * FROM read_parquet('" + file + "') ORDER BY ALL");
  }

  static List<String> types(Path file) {
    return query("SELECT column_type FROM (DESCRIBE FROM read_parquet('" + file + "'))");
  }

  /** Lets DuckDB write something. */
  static void write(String statement) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement copy = duck.createStatement()) {
      copy.execute(statement);
    }
  }

  static List<String> query(String query) {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<String> rows = new ArrayList<>();
      while (found.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
          String value = found.getString(column);
          values.add(value == null ? "NULL" : value);
        }
        rows.add(String.join("|", values));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
