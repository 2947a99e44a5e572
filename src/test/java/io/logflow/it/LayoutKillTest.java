package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.parquet.FolderManifest;
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
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that publishes folders is killed at one point, and what comes next finds them whole.
 */
class LayoutKillTest {
  private static final int KILLED = 137;
  private static final String PARTED = "partition_by=id";
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"layout-written", "folder-named"})
  void each_input_of_an_inbox_makes_one_folder(String point) throws Exception {
    convertOnce(point);
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(
      strings = {"publish-flushed", "folder-parts-named", "folder-named@2", "publish-durable"})
  void each_input_of_an_inbox_makes_one_folder_at_other_points_too(String point) throws Exception {
    convertOnce(point);
  }

  private void convertOnce(String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "id,name\n1,x\n2,y\n");
    rig.drop("b.csv", "id,name\n3,x\n");

    assertThat(WatchRig.ended(rig.start(point + "=halt", "--set", PARTED))).isEqualTo(KILLED);
    Process second = rig.start("", "--set", PARTED);
    try {
      rig.awaitQuiet(2);
    } finally {
      second.destroyForcibly();
      second.waitFor();
    }

    assertThat(rig.rows("SELECT status FROM jobs"))
        .hasSize(2)
        .allMatch(row -> row.get(0).equals("completed"));
    assertThat(rig.output.resolve("_logflow")).doesNotExist();
    assertThat(sumAndCount(rig.output)).isEqualTo("6 of 3 in 3 folders");
    try (Stream<Path> outputs = Files.list(rig.output)) {
      assertThat(outputs).hasSize(2).allMatch(each -> Files.exists(each.resolve("_manifest.json")));
    }
    CommandLineRun audit =
        CommandLineRun.of(
            rig.home,
            folder,
            "doctor",
            "--audit",
            "--inbox",
            rig.inbox.toString(),
            "--output",
            rig.output.toString());
    assertThat(audit.exitCode()).as(audit.out() + audit.err()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "folder-parts-named,1 of 1 in 1 folders",
    "folder-former-away,1 of 1 in 1 folders",
    "folder-named,5 of 2 in 2 folders",
  })
  void a_folder_that_is_replaced_is_the_old_or_the_new_one(String point, String rows)
      throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path input = Files.writeString(folder.resolve("a.csv"), "id,name\n1,x\n");
    Path output = folder.resolve("out");
    assertThat(convert(home, "")).isZero();
    assertThat(sumAndCount(output)).isEqualTo("1 of 1 in 1 folders");

    Files.writeString(input, "id,name\n2,x\n3,y\n");
    assertThat(convert(home, point + "=halt")).isEqualTo(KILLED);
    Files.writeString(folder.resolve("b.csv"), "id\n1\n");
    assertThat(CommandLineRun.of(home, folder, "convert", "b.csv", "-o", "other/").exitCode())
        .isZero();
    CommandLineRun list = CommandLineRun.of(home, folder, "jobs", "list");

    assertThat(sumAndCount(output)).isEqualTo(rows);
    assertThat(output.resolve("_logflow")).doesNotExist();
    assertThat(FolderManifest.read(output.resolve("a")).parts()).isNotEmpty();
    assertThat(list.out()).contains(rows.startsWith("5") ? "completed" : "failed");
  }

  @Test
  void a_replaced_folder_stays_away_when_the_new_one_was_fetched() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path input = Files.writeString(folder.resolve("a.csv"), "id,name\n1,x\n");
    Path output = folder.resolve("out");
    assertThat(convert(home, "")).isZero();
    Files.writeString(input, "id,name\n2,x\n3,y\n");
    assertThat(convert(home, "publish-durable=halt")).isEqualTo(KILLED);
    Path fetched = Files.move(output.resolve("a"), folder.resolve("fetched"));

    Files.writeString(folder.resolve("b.csv"), "id\n1\n");
    assertThat(CommandLineRun.of(home, folder, "convert", "b.csv", "-o", "out/").exitCode())
        .isZero();
    try (Stream<Path> left = Files.list(output)) {
      assertThat(left).containsExactly(output.resolve("b.parquet"));
    }
    assertThat(sumAndCount(fetched)).isEqualTo("5 of 2 in 2 folders");
  }

  @Test
  void a_folder_of_a_job_on_no_record_is_put_back_by_the_next_job() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path input = Files.writeString(folder.resolve("a.csv"), "id,name\n1,x\n8\n");
    Path output = folder.resolve("out");
    String[] accepting = {"--no-state", "--max-rejects", "1"};
    assertThat(convert(home, "", accepting)).isEqualTo(9);
    Files.writeString(input, "id,name\n2,x\n7\n3,y\n");
    assertThat(convert(home, "folder-former-away=halt", accepting)).isEqualTo(KILLED);
    assertThat(output.resolve("a")).doesNotExist();

    Files.writeString(folder.resolve("b.csv"), "id\n5\n");
    String[] next = {"convert", "b.csv", "-o", "out/", "--no-state"};
    assertThat(CommandLineRun.of(home, folder, next).exitCode()).isZero();
    assertThat(sumAndCount(output)).isEqualTo("6 of 2 in 2 folders");
    Path rejects = output.resolve("_logflow/a.rejects");
    assertThat(LaidOut.texts("SELECT raw FROM read_parquet('%s')".formatted(rejects)))
        .containsExactly("8");
    assertThat(FolderManifest.read(output.resolve("a")).rows()).isEqualTo(1);
  }

  @Test
  void a_folder_of_a_later_version_of_the_schema_is_put_back_there() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path input = Files.writeString(folder.resolve("a.csv"), "id,name\n1,x\n");
    assertThat(convert(home, "", "--set", "schema.mode=version")).isZero();
    Files.writeString(input, "id,name,more\n2,x,1\n3,y,1\n");
    assertThat(convert(home, "", "--set", "schema.mode=version")).isZero();
    Path second = folder.resolve("out.v2");
    assertThat(sumAndCount(second)).isEqualTo("5 of 2 in 2 folders");
    Files.writeString(input, "id,name,more\n4,x,1\n");
    assertThat(convert(home, "folder-former-away=halt", "--set", "schema.mode=version"))
        .isEqualTo(KILLED);
    assertThat(second.resolve("a")).doesNotExist();

    Files.writeString(folder.resolve("b.csv"), "id\n1\n");
    assertThat(CommandLineRun.of(home, folder, "convert", "b.csv", "-o", "other/").exitCode())
        .isZero();
    assertThat(sumAndCount(second)).isEqualTo("5 of 2 in 2 folders");
    assertThat(sumAndCount(folder.resolve("out"))).isEqualTo("1 of 1 in 1 folders");
  }

  private int convert(Path home, String faults, String... options)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("convert", "a.csv", "-o", "out/", "--force", "--set", PARTED));
    arguments.addAll(List.of(options));
    Process process =
        CommandLineRun.start(
            home,
            folder,
            Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + faults),
            arguments.toArray(String[]::new));
    return WatchRig.ended(process);
  }

  /** What a reader finds that takes the folder and all below it. */
  private static String sumAndCount(Path output) throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT sum(id)::BIGINT || ' of ' || count(*) || ' in ' || count(DISTINCT filename)"
                    + " || ' folders' FROM read_parquet('%s/**/*.parquet', filename = true)"
                        .formatted(output))) {
      found.next();
      return found.getString(1);
    }
  }
}
