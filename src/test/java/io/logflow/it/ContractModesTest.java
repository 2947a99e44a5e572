package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.LogFlow;
import io.logflow.job.SchemaVersion;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frozen and free schemas, and those of JSON. */
class ContractModesTest {
  @TempDir private Path folder;

  private void mode(String mode) throws IOException {
    Path file = Files.createDirectories(folder.resolve(".logflow")).resolve("config.yaml");
    Files.writeString(file, "schema:\n  mode: " + mode + "\n");
  }

  private List<Path> outputs(String name) throws IOException {
    if (!Files.isDirectory(folder.resolve(name))) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder.resolve(name))) {
      return all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  @Test
  void a_frozen_schema_refuses_a_change_until_somebody_accepts_it() throws Exception {
    mode("freeze");
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.drop("a.csv", "n\n1\n");
      inbox.watch().awaitEnded(1);
      inbox.drop("b.csv", "n\n2\n3.5\n");
      inbox.awaitEnded(2);

      List<Object> failed =
          inbox.rows("SELECT id, error_kind, error, error_remedy FROM jobs ORDER BY rowid").get(1);
      String id = failed.get(0).toString();
      assertThat(failed.get(1)).isEqualTo("schema_changed");
      assertThat(failed.get(2).toString())
          .contains("b.csv does not fit the frozen schema of " + inbox.output)
          .contains("Column 'n' is DOUBLE instead of BIGINT", "'3.5' in line 3");
      assertThat(failed.get(3).toString()).contains("logflow schema accept " + id);
      assertThat(folder.resolve("out.v2")).doesNotExist();
      assertThat(folder.resolve("in/failed/b.csv")).exists();

      try (LogFlow logflow =
          LogFlow.builder()
              .settings(
                  () -> SettingsLoader.builder(folder).systemFile(folder.resolve("no-system-file")))
              .open()) {
        SchemaVersion accepted = logflow.schemas().accept(id);
        assertThat(accepted.version()).isEqualTo(2);
        assertThat(new Queue(logflow.store()).retry(id)).isTrue();
      }
      WatchRig.await(() -> !outputs("out.v2").isEmpty());
      inbox.awaitEnded(2);
      assertThat(Readback.columns(outputs("out.v2").get(0)).get("n")).containsExactly("2.0", "3.5");
    }
  }

  @Test
  void free_outputs_have_the_types_of_their_own_inputs() throws Exception {
    mode("free");
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.drop("a.csv", "n\n1\n");
      inbox.drop("b.csv", "n\n3.5\n");
      inbox.watch().awaitEnded(2);
      assertThat(outputs("out")).hasSize(2);
      assertThat(inbox.rows("SELECT * FROM schema_versions")).isEmpty();
    }
  }

  @Test
  void json_objects_are_joined_field_by_field() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.drop("a.ndjson", "{\"id\":1,\"o\":{\"x\":1,\"y\":\"a\"}}\n");
      inbox.watch().awaitEnded(1);
      inbox.drop("b.ndjson", "{\"o\":{\"x\":2.5},\"id\":2}\n");
      inbox.awaitEnded(2);
      inbox.drop("c.ndjson", "{\"id\":3}\n{\"o\":{\"y\":\"b\",\"x\":7},\"id\":4}\n");
      inbox.awaitEnded(3);
      inbox.drop("d.ndjson", "{\"id\":5,\"o\":[1]}\n");
      inbox.awaitEnded(4);

      assertThat(Readback.types(outputs("out").get(0)))
          .containsEntry("o", "STRUCT(x BIGINT, y VARCHAR)");
      assertThat(outputs("out.v2")).hasSize(2);
      assertThat(Readback.types(outputs("out.v2").get(1)))
          .containsEntry("id", "BIGINT")
          .containsEntry("o", "STRUCT(x DOUBLE, y VARCHAR)");
      assertThat(Readback.columns(outputs("out.v2").get(0)))
          .containsEntry("o", List.of("{'x': 2.5, 'y': NULL}"));
      assertThat(Readback.columns(outputs("out.v2").get(1)).get("o"))
          .containsExactly(null, "{'x': 7.0, 'y': b}");
      assertThat(Readback.columns(outputs("out.v3").get(0))).containsEntry("o", List.of("[1]"));
    }
  }

  /** Neither the beginning nor the end of the file, which are looked at first, has the column. */
  @Test
  void a_column_of_the_schema_that_comes_in_the_middle_of_a_file_of_json_is_read()
      throws Exception {
    String before = "{\"id\":1}\n".repeat(100_000);
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.drop("a.json", "{\"id\":1,\"x\":10}\n");
      inbox.watch().awaitEnded(1);
      inbox.drop("b.json", before + "{\"id\":7,\"x\":5}\n" + before);
      inbox.awaitEnded(2);

      List<Path> outputs = outputs("out");
      assertThat(outputs).hasSize(2);
      assertThat(Readback.counts(outputs.get(1))).containsEntry("id", 200_001L);
      assertThat(Readback.counts(outputs.get(1))).containsEntry("x", 1L);
    }
  }
}
