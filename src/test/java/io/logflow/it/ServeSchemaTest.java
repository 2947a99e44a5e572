package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions what data would become, and named sets of settings, over HTTP. */
class ServeSchemaTest {
  private static final String JSON = "application/json";
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

  private static Map<String, String> types(JsonNode schema) {
    Map<String, String> types = new LinkedHashMap<>();
    schema
        .get("columns")
        .forEach(column -> types.put(column.get("name").asText(), column.get("type").asText()));
    return types;
  }

  @Test
  void data_is_looked_through_and_not_kept() throws Exception {
    String data = "zip;price;day\n00123;1,50;03.04.2024\n00124;2,25;31.12.2024\n";
    HttpResponse<String> answer = rig.post("/api/v1/schema?name=p.csv&numbers=decimal", data);
    JsonNode schema = ServiceRig.json(answer);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(types(schema))
        .isEqualTo(Map.of("zip", "VARCHAR", "price", "DECIMAL(3,2)", "day", "DATE"));
    assertThat(schema.get("name").asText()).isEqualTo("p.csv");
    assertThat(schema.get("delimiter").asText()).isEqualTo(";");
    assertThat(schema.get("rows").asInt()).isEqualTo(2);
    assertThat(answer.body()).doesNotContain(root.toString());
    assertThat(rig.rows("SELECT id FROM jobs WHERE original_name = 'p.csv'")).isEmpty();
    WatchRig.await(() -> kept().isEmpty());
  }

  private static List<Path> kept() throws Exception {
    try (Stream<Path> files = Files.list(root.resolve(".logflow/http/uploads"))) {
      return files.toList();
    }
  }

  @Test
  void a_file_of_the_server_is_looked_through_where_it_may_be() throws Exception {
    Path file = Files.writeString(root.resolve("a.ndjson"), "{\"a\":1}\n{\"a\":2}\n");

    assertThat(types(ServiceRig.json(ofPath(file.toString())))).isEqualTo(Map.of("a", "BIGINT"));
    assertThat(ofPath("/etc/passwd").statusCode()).isEqualTo(400);
  }

  private static HttpResponse<String> ofPath(String path) throws Exception {
    return rig.post("/api/v1/schema", "{\"path\":\"" + path + "\"}", "Content-Type", JSON);
  }

  @Test
  void what_cannot_be_read_is_told_as_by_a_conversion() throws Exception {
    HttpResponse<String> answer = rig.post("/api/v1/schema", "\0\1\2");

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(ServiceRig.json(answer).get("kind").asText()).isEqualTo("unsupported_format");
    assertThat(rig.post("/api/v1/schema?colour=blue", "a\n1\n").statusCode()).isEqualTo(400);
  }

  @Test
  void a_profile_is_written_and_used() throws Exception {
    HttpResponse<String> made = put("erp", "{\"numbers\":\"decimal\",\"compression\":\"zstd\"}");
    JsonNode job = ServiceRig.json(rig.post("/api/v1/convert?wait=60s&profile=erp", "p\n1.50\n"));
    JsonNode profile = ServiceRig.json(rig.get("/api/v1/profiles/erp"));

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(job.get("profile").asText()).isEqualTo("erp");
    assertThat(profile.get("usage_count").asInt()).isEqualTo(1);
    assertThat(
            rig.rows(
                "SELECT config ->> '$.\"conversion.numbers\"' FROM jobs WHERE profile = 'erp'"))
        .containsExactly(List.of("decimal"));
    assertThat(rig.post("/api/v1/convert?profile=none-such", "p\n1\n").statusCode()).isEqualTo(400);
  }

  @Test
  void a_profile_may_hold_what_a_request_may_set_and_nothing_else() throws Exception {
    List<String> refused =
        List.of(
            "{\"server.host\":\"0.0.0.0\"}",
            "{\"on_existing\":\"replace\"}",
            "{\"output_name\":\"../../x\"}",
            "{\"storage.database\":\"/tmp/x\"}",
            "{\"compression\":\"none such\"}",
            "[1]",
            "null",
            "{");
    for (String body : refused) {
      assertThat(put("bad", body).statusCode()).as(body).isEqualTo(400);
    }

    assertThat(put("..%2fbad", "{}").statusCode()).isEqualTo(400);
    assertThat(rig.get("/api/v1/profiles/bad").statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> put(String name, String body) throws Exception {
    return rig.send(
        rig.request("/api/v1/profiles/" + name)
            .header("Content-Type", JSON)
            .PUT(BodyPublishers.ofString(body)));
  }
}
