package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests that come again with their {@code Idempotency-Key}, and other ones with the same key
 * (draft-ietf-httpapi-idempotency-key-header-07, 2.7: 422).
 */
class ServeAgainTest {
  private static final String JSON = "application/json";
  private static final String KEY = "Idempotency-Key";
  @TempDir private static Path root;
  private static ServiceRig rig;

  @BeforeAll
  static void serve() {
    rig = new ServiceRig(root, Map.of("allowed_roots", List.of(root.toString())));
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  private static String id(HttpResponse<String> answer) throws Exception {
    return ServiceRig.json(answer).get("id").asText();
  }

  @Test
  void an_upload_of_the_same_size_and_other_content_is_refused() throws Exception {
    HttpResponse<String> first = rig.post("/api/v1/upload", "a\n1\n", KEY, "u1");
    HttpResponse<String> same = rig.post("/api/v1/upload", "a\n1\n", KEY, "u1");
    HttpResponse<String> other = rig.post("/api/v1/upload", "a\n2\n", KEY, "u1");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(same.statusCode()).isEqualTo(200);
    assertThat(id(same)).isEqualTo(id(first));
    assertThat(other.statusCode()).isEqualTo(422);
    try (Stream<Path> files = Files.list(root.resolve(".logflow/http/uploads"))) {
      assertThat(files.map(file -> file.getFileName().toString())).contains(id(first));
    }
    assertThat(rig.rows("SELECT count(*) FROM uploads WHERE key = 'u1'"))
        .containsExactly(List.of(1));
  }

  @Test
  void an_upload_in_parts_of_another_length_is_refused() throws Exception {
    String[] first = {KEY, "p1", "Upload-Complete", "?0", "Upload-Length", "10"};
    String[] other = {KEY, "p1", "Upload-Complete", "?0", "Upload-Length", "11"};
    HttpResponse<String> made = rig.post("/api/v1/upload", "", first);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(id(rig.post("/api/v1/upload", "", first))).isEqualTo(id(made));
    assertThat(rig.post("/api/v1/upload", "", other).statusCode()).isEqualTo(422);
  }

  @Test
  void data_that_is_other_data_is_no_repetition() throws Exception {
    HttpResponse<String> first = convert("?name=x.csv", "x\n1\n", "c1");

    assertThat(id(convert("?name=x.csv", "x\n1\n", "c1"))).isEqualTo(id(first));
    assertThat(convert("?name=x.csv", "x\n2\n", "c1").statusCode()).isEqualTo(422);
    assertThat(convert("?name=y.csv", "x\n1\n", "c1").statusCode()).isEqualTo(422);
    assertThat(convert("?name=x.csv&compression=zstd", "x\n1\n", "c1").statusCode()).isEqualTo(422);
    assertThat(rig.rows("SELECT count(*) FROM jobs WHERE idempotency_key = 'c1'"))
        .containsExactly(List.of(1));
  }

  private static HttpResponse<String> convert(String query, String data, String key)
      throws Exception {
    return rig.post("/api/v1/convert" + query, data, KEY, key);
  }

  @Test
  void a_request_that_names_an_upload_is_compared_by_its_content() throws Exception {
    String one = id(rig.post("/api/v1/upload?name=a.csv", "a\n1\n"));
    String copy = id(rig.post("/api/v1/upload?name=a.csv", "a\n1\n"));
    String other = id(rig.post("/api/v1/upload?name=a.csv", "a\n2\n"));
    HttpResponse<String> first = ofUpload(one, "", "c2");

    assertThat(id(ofUpload(one, "", "c2"))).isEqualTo(id(first));
    assertThat(id(ofUpload(copy, "", "c2"))).isEqualTo(id(first));
    assertThat(ofUpload(other, "", "c2").statusCode()).isEqualTo(422);
    assertThat(ofUpload(one, ",\"options\":{\"compression\":\"zstd\"}", "c2").statusCode())
        .isEqualTo(422);
  }

  private static HttpResponse<String> ofUpload(String upload, String more, String key)
      throws Exception {
    String body = "{\"upload\":\"" + upload + "\"" + more + "}";
    return rig.post("/api/v1/convert", body, "Content-Type", JSON, KEY, key);
  }

  @Test
  void a_file_of_the_server_is_converted_as_it_was_when_the_answer_came() throws Exception {
    Path file = Files.writeString(root.resolve("log.csv"), "n\n1\n");
    String body = "{\"path\":\"" + file + "\"}";
    rig.post("/api/v1/upload", "x"); // Something is there besides.
    HttpResponse<String> answer = rig.post("/api/v1/convert", body, "Content-Type", JSON);
    Files.writeString(file, "2\n3\n", StandardOpenOption.APPEND);
    JsonNode job = rig.ended(id(answer));

    assertThat(job.get("row_count").asInt()).isEqualTo(1);
    assertThat(Files.readString(file)).isEqualTo("n\n1\n2\n3\n");
  }
}
