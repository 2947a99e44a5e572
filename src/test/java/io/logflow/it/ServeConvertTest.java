package io.logflow.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversions that are asked for over HTTP. */
class ServeConvertTest {
  private static final String JSON = "application/json";
  @TempDir private static Path root;
  private static Path allowed;
  private static ServiceRig rig;

  @BeforeAll
  static void serve() throws Exception {
    allowed = Files.createDirectories(root.resolve("allowed"));
    rig = new ServiceRig(root, Map.of("allowed_roots", List.of(allowed.toString())));
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  @Test
  void data_comes_back_as_a_file() throws Exception {
    HttpResponse<byte[]> answer =
        rig.bytes(
            rig.request("/api/v1/convert?name=orders.csv")
                .header("Accept", "application/vnd.apache.parquet")
                .POST(BodyPublishers.ofString("zip,n\n00123,1\n00124,2\n")));
    Path file = Files.write(root.resolve("orders.parquet"), answer.body());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Readback.columns(file))
        .isEqualTo(Map.of("zip", List.of("00123", "00124"), "n", List.of("1", "2")));
  }

  @Test
  void an_upload_becomes_a_job_with_options_of_its_own() throws Exception {
    JsonNode upload =
        ServiceRig.json(rig.post("/api/v1/upload?name=prices.csv", "p\n1.50\n2.25\n"));
    String order =
        "{\"upload\":\"%s\",\"options\":{\"numbers\":\"decimal\",\"compression\":\"zstd\"}}"
            .formatted(upload.get("id").asText());
    HttpResponse<String> answer = rig.post("/api/v1/convert?wait=60s", order, "Content-Type", JSON);
    JsonNode job = ServiceRig.json(answer);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(job.get("status").asText()).isEqualTo("completed");
    assertThat(job.get("row_count").asInt()).isEqualTo(2);
    assertThat(answer.headers().firstValue("Location")).contains("/api/v1/job/" + id(job));
    assertThat(
            rig.rows(
                "SELECT config ->> '$.\"conversion.numbers\"' FROM jobs WHERE id = '"
                    + id(job)
                    + "'"))
        .containsExactly(List.of("decimal"));
  }

  @Test
  void a_result_is_sent_whole_and_in_ranges() throws Exception {
    String id = convert("a\n1\n2\n3\n", "ranges.csv");
    String path = "/api/v1/job/" + id + "/result";
    byte[] whole = rig.bytes(rig.request(path)).body();
    HttpResponse<byte[]> range = rig.bytes(rig.request(path).header("Range", "bytes=4-9"));
    HttpResponse<byte[]> last = rig.bytes(rig.request(path).header("Range", "bytes=-4"));

    assertThat(range.statusCode()).isEqualTo(206);
    assertThat(range.body()).isEqualTo(Arrays.copyOfRange(whole, 4, 10));
    assertThat(range.headers().firstValue("Content-Range")).contains("bytes 4-9/" + whole.length);
    assertThat(new String(last.body(), US_ASCII)).isEqualTo("PAR1");
    assertThat(rig.bytes(rig.request(path).header("Range", "bytes=999999-")).statusCode())
        .isEqualTo(416);
    String tag = range.headers().firstValue("ETag").orElseThrow();
    assertThat(status(path, "bytes=4-9", tag)).isEqualTo(206);
    assertThat(status(path, "bytes=4-9", "\"another\"")).isEqualTo(200);
  }

  private static int status(String path, String range, String ifRange) throws Exception {
    return rig.bytes(rig.request(path).header("Range", range).header("If-Range", ifRange))
        .statusCode();
  }

  /** REL-12. */
  @Test
  void the_same_key_is_the_same_job_and_the_same_content_the_same_output() throws Exception {
    String first = null;
    for (int time = 0; time < 5; time++) {
      HttpResponse<String> answer =
          rig.post("/api/v1/convert?wait=60s&name=k.csv", "k\n1\n", "Idempotency-Key", "job-1");
      first = first == null ? id(ServiceRig.json(answer)) : first;
      assertThat(id(ServiceRig.json(answer))).isEqualTo(first);
    }
    JsonNode same = ServiceRig.json(rig.post("/api/v1/convert?wait=60s&name=other.csv", "k\n1\n"));

    assertThat(same.get("status").asText()).isEqualTo("duplicate");
    assertThat(same.get("duplicate_of").asText()).isEqualTo(first);
    assertThat(rig.bytes(rig.request("/api/v1/job/" + id(same) + "/result")).body())
        .isEqualTo(rig.bytes(rig.request("/api/v1/job/" + first + "/result")).body());
  }

  @Test
  void a_duplicate_of_a_result_that_is_gone_is_converted_again() throws Exception {
    JsonNode first = ServiceRig.json(rig.post("/api/v1/convert?wait=60s&name=g.csv", "gone\n1\n"));
    Files.delete(Path.of(first.get("output_path").asText()));
    HttpResponse<String> gone = rig.get("/api/v1/job/" + id(first) + "/result");
    JsonNode again = ServiceRig.json(rig.post("/api/v1/convert?wait=60s&name=g.csv", "gone\n1\n"));

    assertThat(gone.statusCode()).isEqualTo(410);
    assertThat(again.get("status").asText()).isEqualTo("completed");
  }

  @Test
  void a_file_below_an_allowed_folder_is_converted_and_stays() throws Exception {
    Path file = Files.writeString(allowed.resolve("here.csv"), "h\n1\n");
    JsonNode job = order(file.toString(), 200);

    assertThat(job.get("status").asText()).isEqualTo("completed");
    assertThat(file).hasContent("h\n1\n");
  }

  /** SEC-09. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "http://169.254.169.254/",
        "s3://bucket/x",
        "file:///etc/passwd",
        "~/.ssh/id_rsa",
        "allowed/../../etc/passwd",
        "/dev/zero",
        "*.csv",
        ""
      })
  void nothing_else_is_read(String path) throws Exception {
    assertThat(order(path, 400).get("detail").asText()).contains("allowed_roots");
    assertThat(order(allowed + "/../" + path, 400).get("status").asInt()).isEqualTo(400);
  }

  /** SEC-10. */
  @Test
  void a_link_that_leads_out_of_an_allowed_folder_is_not_followed() throws Exception {
    Path secret = Files.writeString(root.resolve("secret.csv"), "s\n1\n");
    Path link = Files.createSymbolicLink(allowed.resolve("link.csv"), secret);

    order(link.toString(), 400);
  }

  @Test
  void a_failure_is_told_with_its_kind() throws Exception {
    String text = "a,b\n1,2\n3,4,5,6\n";
    HttpResponse<byte[]> file =
        rig.bytes(
            rig.request("/api/v1/convert?name=bad.csv&ragged_rows=reject")
                .header("Accept", "application/vnd.apache.parquet")
                .POST(BodyPublishers.ofString(text)));
    JsonNode problem = ServiceRig.JSON.readTree(file.body());

    assertThat(file.statusCode()).isEqualTo(422);
    assertThat(problem.get("kind").asText()).isEqualTo("too_many_rejects");
    assertThat(problem.get("detail").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate=1",
        "storage.database=/tmp/x",
        "temp_dir=/tmp",
        "output_name=../x",
        "on_existing=replace",
        "compression=brotli",
        "profile=nobody",
        "jobid=1&status=completed&CamelSqlQuery=x"
      })
  void what_a_request_may_not_set_is_refused(String query) throws Exception {
    long before = rig.rows("SELECT id FROM jobs").size();

    assertThat(rig.post("/api/v1/convert?" + query, "a\n1\n").statusCode()).isEqualTo(400);
    assertThat(rig.rows("SELECT id FROM jobs")).hasSize((int) before);
  }

  @Test
  void events_tell_of_a_job_until_its_end() throws Exception {
    String id = convert("e\n1\n", "events.csv");
    HttpResponse<String> events = rig.get("/api/v1/job/" + id + "/events");

    assertThat(events.headers().firstValue("Content-Type")).contains("text/event-stream");
    assertThat(events.body()).startsWith("event: completed\ndata: {").endsWith("}\n\n");
  }

  @Test
  void jobs_are_listed_page_by_page() throws Exception {
    convert("p\n1\n", "p1.csv");
    convert("p\n2\n", "p2.csv");
    JsonNode first = ServiceRig.json(rig.get("/api/v1/jobs?door=http&limit=1"));
    JsonNode second =
        ServiceRig.json(
            rig.get("/api/v1/jobs?door=http&limit=1&cursor=" + first.get("next_cursor").asText()));

    assertThat(first.get("jobs").get(0).get("original_name").asText()).isEqualTo("p2.csv");
    assertThat(second.get("jobs").get(0).get("original_name").asText()).isEqualTo("p1.csv");
  }

  private static String convert(String text, String name) throws Exception {
    HttpResponse<String> answer = rig.post("/api/v1/convert?wait=60s&name=" + name, text);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return id(ServiceRig.json(answer));
  }

  private static JsonNode order(String path, int status) throws Exception {
    String order = ServiceRig.JSON.writeValueAsString(Map.of("path", path));
    HttpResponse<String> answer = rig.post("/api/v1/convert?wait=60s", order, "Content-Type", JSON);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return ServiceRig.json(answer);
  }

  private static String id(JsonNode job) {
    return job.get("id").asText();
  }
}
