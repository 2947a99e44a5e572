package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.parquet.ManifestTruth;
import io.logflow.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes add to one dataset, and widen it, while others read it. */
class DatasetBesideTest {
  private static final int FILES = 15;
  @TempDir private Path folder;

  @Test
  void readers_find_the_sum_of_whole_parts_and_every_value_stays() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path other = Files.createDirectory(home.resolve("other"));
    Path out = folder.resolve("out");
    // Each part sums up to zero, in whatever type: the values of half a part would not.
    for (int number = 1; number <= FILES; number++) {
      String value = number % 5 == 0 ? number + ".5" : "" + number;
      String more = number == 7 ? ",day\n-%1$s,2024-01-07\n" : "\n-%1$s\n";
      text("one", number, "n" + more + (number == 7 ? "%1$s,\n" : "%1$s\n"), value);
      text("two", number, "n,key\n-%1$s,k\n%1$s,k\n", value + "000");
    }
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers = Executors.newSingleThreadExecutor();
    try {
      Future<Set<String>> reader = readers.submit(reader(out, done));
      Process first = CommandLineRun.start(home, folder, Map.of(), DatasetKillTest.convert("one"));
      Process second =
          CommandLineRun.start(
              other, folder, Map.of("HOME", home.toString()), DatasetKillTest.convert("two"));
      CommandLineRun one = CommandLineRun.ended(first, home);
      CommandLineRun two = CommandLineRun.ended(second, other);
      assertThat(one.exitCode()).as(one.err()).isZero();
      assertThat(two.exitCode()).as(two.err()).isZero();
      CommandLineRun compact = CommandLineRun.of(home, folder, "compact", "out");
      assertThat(compact.exitCode()).as(compact.err()).isZero();
      done.set(true);
      assertThat(reader.get()).allMatch(seen -> seen.startsWith("0.0 ") || seen.startsWith("0 "));
    } finally {
      done.set(true);
      readers.shutdown();
    }

    assertThat(ManifestTruth.check(out).rows()).isEqualTo(4 * FILES);
    Path only = out.resolve(ManifestTruth.check(out).parts().get(0).path());
    assertThat(Readback.types(only))
        .containsOnly(
            Map.entry("n", "DOUBLE"), Map.entry("key", "VARCHAR"), Map.entry("day", "DATE"));
    // 1 to 15 with three halves; thousandfold without 5, 10 and 15, and 5.5, 10.5 and 15.5.
    assertThat(total(out)).isEqualTo(2 * 121.5 + 2 * (90_000 + 31.5));
    for (List<Object> job :
        Database.rows(home.resolve(".logflow/logflow.db"), "SELECT id FROM jobs LIMIT 5")) {
      CommandLineRun proof = CommandLineRun.of(home, folder, "prove", job.get(0).toString());
      assertThat(proof.exitCode()).as(proof.err()).isZero();
    }
  }

  private void text(String name, int number, String text, String value) throws Exception {
    Path inputs = Files.createDirectories(folder.resolve(name));
    Files.writeString(inputs.resolve("%02d.csv".formatted(number)), text.formatted(value));
  }

  private static double total(Path out) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT sum(abs(n))::DOUBLE FROM read_parquet('%s/*.parquet')".formatted(out))) {
      rows.next();
      return rows.getDouble(1);
    }
  }

  /** Reads again and again, and keeps what it found where it did not fail. */
  private static Callable<Set<String>> reader(Path output, AtomicBoolean done) {
    return () -> {
      Set<String> found = new TreeSet<>();
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
        while (!done.get()) {
          try (Statement statement = duck.createStatement();
              ResultSet rows =
                  statement.executeQuery(
                      "SELECT sum(n)::VARCHAR || ' of ' || count(*) FROM read_parquet('%s/*.parquet')"
                          .formatted(output))) {
            rows.next();
            found.add(rows.getString(1));
          } catch (SQLException e) {
            assertThat(e.getMessage()).containsAnyOf("compacting", "No such file", "No files");
          }
        }
      }
      return found;
    };
  }
}
