package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service keeps for its clients goes in time, or when they say so. */
class ServeRetentionTest {
  private static final Map<String, Object> AT_ONCE =
      Map.of("jobs_retention", "0s", "results_retention", "0s", "uploads_retention", "0s");

  @TempDir private Path root;

  private record Made(String completed, String failed, String upload) {}

  private Made made() throws Exception {
    try (ServiceRig rig = new ServiceRig(root, Map.of())) {
      JsonNode job = ServiceRig.json(rig.post("/api/v1/convert?wait=60s&name=a.csv", "a\n1\n"));
      JsonNode bad = ServiceRig.json(rig.post("/api/v1/convert?wait=60s&name=b.csv", "\0\1\2"));
      JsonNode upload = ServiceRig.json(rig.post("/api/v1/upload?name=c.csv", "c\n1\n"));
      WatchRig.await(
          () ->
              rig.rows("SELECT id FROM jobs WHERE status = 'failed' AND archived_at IS NOT NULL")
                      .size()
                  == 1);
      return new Made(job.get("id").asText(), bad.get("id").asText(), upload.get("id").asText());
    }
  }

  private List<Path> kept(String folder) throws Exception {
    try (Stream<Path> files = Files.walk(root.resolve(".logflow").resolve(folder))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void nothing_goes_before_its_time() throws Exception {
    Made made = made();
    try (ServiceRig rig = new ServiceRig(root, Map.of())) {
      assertThat(rig.bytes(rig.request("/api/v1/job/" + made.completed() + "/result")).statusCode())
          .isEqualTo(200);
      assertThat(rig.get("/api/v1/upload/" + made.upload()).statusCode()).isEqualTo(200);
    }
    assertThat(kept("results")).hasSize(1);
    assertThat(kept("http/failed")).isNotEmpty();
  }

  @Test
  void what_is_old_goes_and_the_ledger_stays() throws Exception {
    Made made = made();
    try (ServiceRig rig = new ServiceRig(root, AT_ONCE)) {
      for (String each : List.of("results", "http/uploads", "http/failed")) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(kept(each)).isEmpty());
      }
      assertThat(rig.get("/api/v1/upload/" + made.upload()).statusCode()).isEqualTo(404);
    }
    try (ServiceRig rig = new ServiceRig(root, AT_ONCE)) {
      WatchRig.await(() -> rig.rows("SELECT id FROM jobs").isEmpty());
      assertThat(rig.get("/api/v1/job/" + made.failed()).statusCode()).isEqualTo(404);
      assertThat(rig.rows("SELECT job_id FROM ledger")).containsExactly(List.of(made.completed()));
    }
  }

  @Test
  void a_client_has_what_is_kept_of_a_job_removed() throws Exception {
    Made made = made();
    try (ServiceRig rig = new ServiceRig(root, Map.of())) {
      assertThat(delete(rig, made.completed()).statusCode()).isEqualTo(204);
      assertThat(delete(rig, made.failed()).statusCode()).isEqualTo(204);

      assertThat(kept("results")).isEmpty();
      assertThat(kept("http/failed")).isEmpty();
      assertThat(rig.get("/api/v1/job/" + made.completed() + "/result").statusCode())
          .isEqualTo(410);
      assertThat(rig.get("/api/v1/job/" + made.failed()).statusCode()).isEqualTo(200);
      assertThat(rig.post("/api/v1/job/" + made.failed() + "/retry", "").statusCode())
          .isEqualTo(409);
      JsonNode again = ServiceRig.json(rig.post("/api/v1/convert?wait=60s&name=a.csv", "a\n1\n"));
      assertThat(again.get("status").asText()).isEqualTo("completed");
    }
  }

  private static HttpResponse<String> delete(ServiceRig rig, String id) throws Exception {
    HttpRequest.Builder request = rig.request("/api/v1/job/" + id + "?purge=true").DELETE();
    return rig.send(request);
  }
}
