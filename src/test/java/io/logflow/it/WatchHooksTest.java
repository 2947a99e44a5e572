package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hooks of an inbox, from its settings to what they were told. */
class WatchHooksTest {
  private static final String ROUTES =
      """
      - route:
          id: tell
          from:
            uri: direct:on-failed
            steps:
              - setBody:
                  expression:
                    simple:
                      expression: "${body[status]} ${body[input]}"
              - to:
                  uri: file
                  parameters:
                    directoryName: "%s"
                    fileName: "${date:now:HHmmssSSS}-told"
      """;

  @TempDir private Path folder;

  private static long ended(WatchHere here) throws Exception {
    return here.count("SELECT count(*) FROM hook_calls WHERE state <> 'due'");
  }

  @Test
  void a_command_and_a_route_are_told_how_jobs_end() throws Exception {
    Path told = folder.resolve("told");
    Path routes = Files.writeString(folder.resolve("mine.yaml"), ROUTES.formatted(told));
    Path facts = folder.resolve("facts");
    try (WatchHere here = new WatchHere(folder)) {
      here.settings(
          "on_published: [/bin/sh, -c, 'cat > \"$1\"', sh, '%s'], on_failed: 'direct:on-failed'"
              .formatted(facts),
          "  routes: " + routes);
      here.start();
      here.drop("good.csv", "a,b\n1,2\n");
      here.drop("bad.csv", "a,b\n1\n");
      here.drop("empty.csv", "");
      here.awaitEnded(3);
      WatchHere.await(() -> ended(here) == 2);

      assertThat(here.rows("SELECT event, state, attempts FROM hook_calls ORDER BY event"))
          .containsExactly(List.of("failed", "done", 1), List.of("published", "done", 1));
      JsonNode told1 = new ObjectMapper().readTree(facts.toFile());
      assertThat(told1.path("event").asText()).isEqualTo("published");
      assertThat(told1.path("inbox").asText()).isEqualTo("box");
      assertThat(told1.path("status").asText()).isEqualTo("completed");
      assertThat(told1.path("rows").asInt()).isEqualTo(1);
      assertThat(told1.path("input").asText()).isEqualTo(here.inbox.resolve("good.csv").toString());
      assertThat(Path.of(told1.path("output").asText())).isRegularFile();
      assertThat(Path.of(told1.path("archive").asText()))
          .isEqualTo(here.inbox.resolve("done/good.csv"));
      assertThat(told1.path("error").isNull()).isTrue();
      assertThat(WatchRig.filesIn(told)).hasSize(1);
      Path file = told.resolve(WatchRig.filesIn(told).iterator().next());
      assertThat(file).hasContent("failed " + here.inbox.resolve("bad.csv"));
    }
  }

  @Test
  void a_hook_that_hangs_costs_its_own_retries_only() throws Exception {
    try (WatchHere here = new WatchHere(folder)) {
      here.settings(
          "on_published: [/bin/sleep, '60'], on_failed: [/bin/true]",
          "  hook_timeout: 200ms",
          "  hook_attempts: 2");
      here.start();
      for (int number = 1; number <= 3; number++) {
        here.drop("good" + number + ".csv", "a\n" + number + "\n");
      }
      here.drop("bad.csv", "a,b\n1\n");
      here.awaitEnded(4);
      WatchHere.await(
          () -> here.count("SELECT count(*) FROM hook_calls WHERE state = 'failed'") >= 2);

      assertThat(here.rows("SELECT state FROM hook_calls WHERE event = 'failed'"))
          .containsExactly(List.of("done"));
      assertThat(
              here.rows("SELECT DISTINCT attempts, error FROM hook_calls WHERE state = 'failed'"))
          .containsExactly(List.of(2, "did not end within 200 ms"));
      assertThat(here.count("SELECT count(*) FROM jobs WHERE status = 'completed'")).isEqualTo(3);
    }
    String id;
    try (WatchHere here = new WatchHere(folder)) {
      id = (String) here.rows("SELECT job_id FROM hook_calls WHERE state = 'failed'").get(0).get(0);
    }
    CommandLineRun shown = CommandLineRun.of(folder.resolve("home"), folder, "jobs", "show", id);
    assertThat(shown.out())
        .containsPattern("on_published +failed, called 2 times; the last time it did not end");
  }

  @Test
  void calls_that_a_process_leaves_are_made_by_the_next_and_unwanted_ones_are_dropped()
      throws Exception {
    Path marks = folder.resolve("marks");
    try (WatchHere here = new WatchHere(folder)) {
      here.settings("on_published: [/no/such], on_failed: [/no/such]");
      here.start();
      here.drop("good.csv", "a\n1\n");
      here.drop("bad.csv", "a,b\n1\n");
      here.awaitEnded(2);
      WatchHere.await(() -> here.count("SELECT sum(attempts) FROM hook_calls") >= 2);
    }
    try (WatchHere here = new WatchHere(folder)) {
      here.settings(
          "on_published: [/bin/sh, -c, 'echo \"$1\" >> \"$2\"', sh, '{status}', '%s']"
              .formatted(marks));
      here.start();
      WatchHere.await(() -> ended(here) == 2);
      assertThat(here.rows("SELECT event, state FROM hook_calls ORDER BY event"))
          .containsExactly(List.of("failed", "dropped"), List.of("published", "done"));
      assertThat(marks).hasContent("completed");
    }
  }

  @Test
  void routes_that_others_may_write_or_that_are_not_there_or_that_are_ours_are_refused()
      throws Exception {
    Path routes =
        Files.writeString(folder.resolve("mine.yaml"), ROUTES.formatted(folder.resolve("told")));
    refuses(routes, "on_failed: 'direct:convert'", "calls a route that is not there");
    Files.writeString(routes, Files.readString(routes).replace("id: tell", "id: convert"));
    refuses(routes, "on_failed: 'direct:on-failed'", "has a route convert, as LogFlow itself has");
    Files.writeString(routes, "- rout: {}\n");
    refuses(routes, "", "cannot be used");
    Files.setPosixFilePermissions(routes, PosixFilePermissions.fromString("rw-rw-r--"));
    refuses(routes, "", "others than this user may write");
  }

  @Test
  void a_link_to_routes_in_a_folder_that_others_may_write_is_refused() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Path routes =
        Files.writeString(shared.resolve("mine.yaml"), ROUTES.formatted(folder.resolve("told")));
    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), routes);
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    refuses(link, "", "others than this user may write " + shared.toRealPath());
  }

  private void refuses(Path routes, String more, String message) throws IOException {
    try (WatchHere here = new WatchHere(folder)) {
      here.settings(more, "  routes: " + routes);
      assertThatThrownBy(here::start).hasMessageContaining(message);
    }
  }

  @Tag("soak")
  @Test
  void a_process_that_dies_between_record_and_call_calls_after_all() throws Exception {
    WatchHere here = new WatchHere(folder);
    Path marks = folder.resolve("marks");
    here.settings(
        "on_published: [/bin/sh, -c, 'echo \"$1\" >> \"$2\"', sh, '{job_id}', '%s']"
            .formatted(marks));
    here.drop("good.csv", "a\n1\n");
    for (String point : List.of("hook-calling", "hook-called", "recorded-finishes")) {
      assertThat(WatchRig.ended(here.process(point + "=halt"))).isEqualTo(137);
      here.drop(point + ".csv", "a\n" + point + "\n");
    }
    Process last = here.process("");
    try {
      WatchHere.await(
          () ->
              here.count("SELECT count(*) FROM hook_calls WHERE state = 'done'") == 4
                  && Files.exists(marks));
    } finally {
      last.destroyForcibly();
    }
    List<String> told = Files.readAllLines(marks);
    assertThat(told).hasSizeBetween(4, 8);
    assertThat(told.stream().distinct()).hasSize(4);
  }
}
