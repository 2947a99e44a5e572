package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import io.logflow.publish.VersionFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many small inputs that become one output, each still a job of its own. */
class BundlesTest {
  private static final Map<String, Object> SOON = Map.of("bundle", Map.of("max_wait", "1s"));
  @TempDir private Path folder;

  private static List<Path> outputs(LiveInbox inbox) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path version : VersionFolders.of(inbox.output)) {
      WatchRig.filesIn(version).stream()
          .filter(name -> name.endsWith(".parquet"))
          .sorted()
          .map(version::resolve)
          .forEach(all::add);
    }
    return all;
  }

  private static List<String> values(LiveInbox inbox) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path output : outputs(inbox)) {
      all.addAll(Readback.columns(output).get("v"));
    }
    return all;
  }

  private static byte[] gzip(String text) {
    return Pack.pack(Compression.GZIP, text.getBytes(UTF_8));
  }

  @Test
  void inputs_of_the_same_columns_become_one_output_and_each_has_its_rows_on_record()
      throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", SOON)) {
      inbox.drop("a.csv", "v,w\n1,x\n2,y\n");
      inbox.drop("b.csv", "v,w\n3,z\n");
      inbox.drop("c.csv", "v,w\n");
      inbox.watch().awaitEnded(3);
      List<Path> outputs = outputs(inbox);
      assertThat(outputs).hasSize(1);
      assertThat(outputs.get(0).getFileName().toString())
          .matches("a-and-2-more-\\d{8}T\\d{6}Z-[0-9a-z]{8}\\.parquet");
      assertThat(Readback.columns(outputs.get(0)))
          .containsEntry("v", List.of("1", "2", "3"))
          .containsEntry("w", List.of("x", "y", "z"));
      String path = outputs.get(0).toString();
      assertThat(
              inbox.rows(
                  "SELECT original_name, status, row_count, output_path FROM jobs ORDER BY rowid"))
          .containsExactlyInAnyOrder(
              List.of("a.csv", "completed", 2, path),
              List.of("b.csv", "completed", 1, path),
              List.of("c.csv", "completed", 0, path));
      assertThat(WatchRig.filesIn(inbox.folder.resolve("done")))
          .containsExactlyInAnyOrder("a.csv", "b.csv", "c.csv");
    }
  }

  @Test
  void only_inputs_of_one_kind_go_together_compressed_or_not() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", SOON)) {
      inbox.drop("a.csv", "v\n1\n");
      Files.write(inbox.folder.resolve("b.csv.gz"), gzip("v\n2\n"));
      inbox.drop("c.csv", "v;x\n3;4\n");
      inbox.drop("d.ndjson", "{\"v\":5}\n");
      inbox.drop("e.ndjson", "{\"v\":6,\"w\":7}\n");
      inbox.watch().awaitEnded(5);
      assertThat(inbox.rows("SELECT DISTINCT status FROM jobs"))
          .containsExactly(List.of("completed"));
      assertThat(outputs(inbox)).hasSize(3);
      assertThat(values(inbox)).containsExactly("1", "2", "3", "5", "6");
    }
  }

  @Test
  void types_are_those_that_hold_for_all() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", SOON)) {
      inbox.drop("a.csv", "v\n1\n");
      inbox.drop("b.csv", "v\n01\n");
      inbox.watch().awaitEnded(2);
      assertThat(outputs(inbox)).hasSize(1);
      assertThat(values(inbox)).containsExactlyInAnyOrder("1", "01");
    }
  }

  @Test
  void a_broken_an_empty_and_a_repeated_one_end_by_themselves() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", SOON)) {
      for (int number = 10; number < 30; number++) {
        inbox.drop("f" + number + ".csv", "v,w\n" + number + ",x\n");
      }
      inbox.drop("g-broken.csv", "v,w\n" + "1,x\n".repeat(5) + "2,x,y\n");
      inbox.drop("h-empty.csv", "");
      inbox.drop("i-again.csv", "v,w\n12,x\n");
      inbox.watch().awaitEnded(23);
      assertThat(inbox.rows("SELECT status, count(*) FROM jobs GROUP BY 1 ORDER BY 1"))
          .containsExactly(
              List.of("completed", 20),
              List.of("duplicate", 1),
              List.of("empty", 1),
              List.of("failed", 1));
      assertThat(outputs(inbox)).hasSizeLessThan(7);
      assertThat(values(inbox))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(10, 30).mapToObj(Integer::toString).toList());
      assertThat(WatchRig.filesIn(inbox.folder.resolve("failed")))
          .containsExactlyInAnyOrder("g-broken.csv", "g-broken.csv.error.json");
      assertThat(inbox.rows("SELECT max(attempt) FROM jobs")).containsExactly(List.of(1));
    }
  }

  @Test
  void how_many_rows_may_be_rejected_is_asked_of_each_input() throws Exception {
    Map<String, Object> lenient = Map.of("bundle", Map.of("max_wait", "1s"), "profile", "lenient");
    Files.createDirectories(folder.resolve(".logflow"));
    Files.writeString(
        folder.resolve(".logflow/config.yaml"),
        "profiles: {lenient: {conversion: {max_rejects: 40%}}}\n");
    try (LiveInbox inbox = new LiveInbox(folder, "in", lenient)) {
      String good = "v,w\n" + "1,x\n".repeat(50);
      inbox.drop("a.csv", good + "2,x\n");
      inbox.drop("b.csv", good + "3,x\n");
      // One of four rows is bad, then four of nine.
      inbox.drop("c.csv", "v,w\n4,x\n5,x\n6,x\n7,y,z\n");
      inbox.drop("d.csv", "v,w\n" + "8,x\n".repeat(5) + "9,y,z\n".repeat(4));
      inbox.watch().awaitEnded(4);
      assertThat(inbox.rows("SELECT status, row_count, rejected_rows FROM jobs ORDER BY rowid"))
          .containsExactlyInAnyOrder(
              List.of("completed", 51, 0),
              List.of("completed", 51, 0),
              List.of("completed_with_rejects", 3, 1),
              Arrays.asList("failed", null, null));
      assertThat(outputs(inbox)).hasSize(2);
    }
  }

  @Test
  void inputs_wait_for_others_until_they_are_enough() throws Exception {
    Map<String, Object> late =
        Map.of("bundle", Map.of("max_wait", "1h", "max_bytes", "1KB"), "pattern", "*.csv");
    try (LiveInbox inbox = new LiveInbox(folder, "in", late).watch()) {
      inbox.drop("a.csv", "v\n1\n");
      WatchRig.await(() -> inbox.rows("SELECT 1 FROM jobs WHERE status = 'pending'").size() == 1);
      inbox.drop("b.csv", "v\n" + "2\n".repeat(600));
      inbox.awaitEnded(2);
      assertThat(outputs(inbox)).hasSize(1);
      assertThat(values(inbox)).hasSize(601);
    }
  }

  @Test
  void a_large_input_is_not_bundled() throws Exception {
    try (LiveInbox inbox = new LiveInbox(folder, "in", SOON)) {
      inbox.drop("a.csv", "v\n1\n");
      inbox.drop("b.csv", "v\n2\n");
      inbox.drop("c.csv", "v\n" + "1234567\n".repeat(130_000));
      inbox.watch().awaitEnded(3);
      assertThat(inbox.rows("SELECT DISTINCT status FROM jobs"))
          .containsExactly(List.of("completed"));
      assertThat(outputs(inbox)).hasSize(2);
    }
  }
}
