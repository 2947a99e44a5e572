package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A serving process is killed or ended after it has answered: what it answered holds. */
class ServeKillTest {
  private static final Pattern URL = Pattern.compile("http://localhost:([0-9]+)");
  private static final int TERMINATED = 143;
  @TempDir private Path root;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectories(root.resolve("home"));
  }

  @Test
  void every_job_that_was_accepted_survives_a_kill_and_runs_once() throws Exception {
    Process first = start("taken=until:" + root.resolve("never"));
    Set<String> accepted = new HashSet<>();
    try {
      for (int number = 0; number < 10; number++) {
        HttpResponse<String> answer = post("/api/v1/convert?name=f.csv", "n\n" + number + "\n");
        assertThat(answer.statusCode()).isEqualTo(202);
        accepted.add(ServiceRig.json(answer).get("id").asText());
      }
    } finally {
      first.destroyForcibly().waitFor();
    }
    Process second = start("");
    try {
      WatchRig.await(() -> rows("SELECT id FROM jobs WHERE status = 'completed'").size() == 10);
    } finally {
      second.destroyForcibly().waitFor();
    }

    assertThat(rows("SELECT id FROM jobs").stream().map(row -> row.get(0).toString()))
        .containsExactlyInAnyOrderElementsOf(accepted);
    assertThat(rows("SELECT job_id FROM ledger")).hasSize(10);
    assertThat(WatchRig.filesIn(home.resolve(".logflow/results"))).hasSize(10);
  }

  /** What dies between the file and its record was not answered, and is no job. */
  @Test
  void what_was_not_answered_is_no_job_and_its_key_can_be_used_again() throws Exception {
    Process first = start("handed-over=halt");
    try {
      post("/api/v1/convert?name=f.csv", "n\n1\n");
    } catch (IOException gone) {
      assertThat(first.waitFor()).isEqualTo(137);
    }
    assertThat(rows("SELECT id FROM jobs")).isEmpty();

    Process second = start("");
    try {
      HttpResponse<String> answer = post("/api/v1/convert?name=f.csv&wait=60s", "n\n1\n");
      assertThat(ServiceRig.json(answer).get("status").asText()).isEqualTo("completed");
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  /** REL-03: the job comes again, and no attempt is counted. */
  @Test
  void sigterm_ends_it_and_the_job_comes_again() throws Exception {
    Process first = start("taken=sleep:3000");
    post("/api/v1/convert?name=f.csv", "n\n1\n");
    first.destroy();
    assertThat(WatchRig.ended(first)).isEqualTo(TERMINATED);

    assertThat(rows("SELECT status FROM jobs WHERE status NOT IN ('pending', 'completed')"))
        .isEmpty();
    Process second = start("");
    try {
      WatchRig.await(() -> rows("SELECT id FROM jobs WHERE status = 'completed'").size() == 1);
    } finally {
      second.destroyForcibly().waitFor();
    }
    assertThat(WatchRig.filesIn(home.resolve(".logflow/results"))).hasSize(1);
  }

  @Test
  void a_second_server_of_the_same_state_is_refused() throws Exception {
    Process first = start("");
    try {
      Path other = Files.createDirectories(root.resolve("other"));
      Process second =
          CommandLineRun.start(
              other, root, Map.of("HOME", home.toString()), "serve", "--port", "0");
      CommandLineRun run = CommandLineRun.ended(second, other);
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("is watched by");
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  private Process start(String faults) throws IOException {
    Process process =
        CommandLineRun.start(
            home,
            root,
            Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + faults),
            "serve",
            "--port",
            "0",
            "--set",
            "watch.min_free=0B");
    WatchRig.await(() -> !process.isAlive() || URL.matcher(out()).find());
    return process;
  }

  private String out() throws IOException {
    return Files.readString(home.resolve("out.txt"));
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    Matcher url = URL.matcher(out());
    assertThat(url.find()).isTrue();
    String token = Files.readString(home.resolve(".logflow/token")).strip();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + url.group(1) + path))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private List<List<Object>> rows(String query) throws Exception {
    return Database.rows(home.resolve(".logflow/logflow.db"), query);
  }
}
