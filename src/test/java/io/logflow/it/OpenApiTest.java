package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.logflow.store.Database;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the HTTP interface, held against a running server. */
class OpenApiTest {
  private static final String PARQUET = "application/vnd.apache.parquet";
  private static final String PARTIAL = "application/partial-upload";
  @TempDir private static Path root;
  private static ServiceRig rig;
  private static JsonNode description;

  /** One request: which operation it is, with which values, and what must come back. */
  private record Call(String operation, String id, String body, int status, List<String> headers) {}

  @BeforeAll
  static void serve() throws Exception {
    rig = new ServiceRig(root, Map.of("max_upload_size", "1MB"));
    description = ServiceRig.json(rig.get("/api/v1/openapi.json"));
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  @Test
  void every_operation_answers_as_described_well_and_badly() throws Exception {
    Set<String> good = new HashSet<>();
    Set<String> bad = new HashSet<>();
    for (Call call : calls()) {
      check(call);
      (call.status() < 400 ? good : bad).add(call.operation());
    }
    for (String operation : operations()) {
      // Without a token each fails, but for the health, which another host may not ask for.
      bad.add(withoutToken(operation));
    }

    assertThat(good).isEqualTo(Set.copyOf(operations()));
    assertThat(bad).isEqualTo(Set.copyOf(operations()));
  }

  private static List<Call> calls() throws Exception {
    String rejected = "a,b\n1,2\n1,2,3\n";
    String upload = id(rig.post("/api/v1/upload", "a\n1\n"));
    String parts = id(rig.post("/api/v1/upload", "", "Upload-Complete", "?0"));
    String done = id(rig.post("/api/v1/convert?wait=60s&max_rejects=1", rejected));
    String failed = id(rig.post("/api/v1/convert?wait=60s", rejected));
    rig.ended(failed);
    WatchRig.await(
        () ->
            !rig.rows("SELECT 1 FROM jobs WHERE id = '" + failed + "' AND archived_at > 0")
                .isEmpty());
    String json = "application/json";
    return List.of(
        call("createUpload", "", "a\n1\n", 201),
        call("createUpload", "", "x".repeat(1_000_001), 413),
        call("getUpload", upload, null, 200),
        call("getUpload", "none", null, 404),
        call("getUploadOffset", upload, null, 204),
        call("getUploadOffset", "none", null, 404),
        part(parts, 7, 409),
        part(parts, 0, 200),
        call("appendUpload", parts, "x", 415, "Content-Type", "text/plain"),
        call("deleteUpload", parts, null, 204),
        call("deleteUpload", parts, null, 404),
        call("convert", "", "{\"upload\":\"" + upload + "\"}", 202, "Content-Type", json),
        call("convert", "", "{\"upload\":\"none\"}", 404, "Content-Type", json),
        call("convert", "", "{\"nothing\":1}", 400, "Content-Type", json),
        call("convert", "", "c\n1\n", 200, "Accept", PARQUET),
        call("convert", "", rejected, 422, "Accept", PARQUET),
        call("getSchema", "", "{\"upload\":\"" + upload + "\"}", 200, "Content-Type", json),
        call("getSchema", "", "{\"upload\":\"none\"}", 404, "Content-Type", json),
        call("getSchema", "", "a,b\n1,2\n", 200),
        call("putProfile", "p", "{\"compression\":\"zstd\"}", 201),
        call("putProfile", "p", "{\"compression\":\"gzip\"}", 200),
        call("putProfile", "p", "{\"compression\":\"none such\"}", 400),
        call("getProfile", "p", null, 200),
        call("getProfile", "q", null, 404),
        call("listProfiles", "", null, 200),
        call("deleteProfile", "p", null, 204),
        call("deleteProfile", "p", null, 404),
        call("getJob", done, null, 200),
        call("getJob", "none", null, 404),
        call("getResult", done, null, 200),
        call("getResult", done, null, 206, "Range", "bytes=0-3"),
        call("getResult", done, null, 416, "Range", "bytes=99999999-"),
        call("getResult", failed, null, 404),
        call("getRejects", done, null, 200),
        call("getRejects", "none", null, 404),
        call("getEvents", done, null, 200),
        call("getEvents", "none", null, 404),
        call("cancelJob", done, null, 409),
        call("retryJob", done, "", 409),
        call("retryJob", failed, "", 202),
        call("cancelJob", waiting(), null, 202),
        call("listJobs", "", null, 200),
        call("getStats", "", null, 200),
        call("getOpenApi", "", null, 200),
        call("getMetrics", "", null, 200),
        call("cancelJob", done + "?purge=perhaps", null, 400),
        call("cancelJob", done + "?purge=true", null, 204),
        call("getResult", done, null, 410),
        call("getHealth", "", null, 200));
  }

  private static Call call(
      String operation, String id, String body, int status, String... headers) {
    return new Call(operation, id, body, status, List.of(headers));
  }

  private static Call part(String id, int offset, int status) {
    return call(
        "appendUpload",
        id,
        "a\n1\n",
        status,
        "Content-Type",
        PARTIAL,
        "Upload-Offset",
        Integer.toString(offset),
        "Upload-Complete",
        "?1");
  }

  /** A job that waits, because everything is paused. */
  private static String waiting() throws Exception {
    String id = id(rig.post("/api/v1/convert", "w\n1\n"));
    rig.ended(id);
    // Back into the queue, with its next attempt far away.
    Database.execute(
        root.resolve(".logflow/logflow.db"),
        "UPDATE jobs SET status = 'pending', not_before = 99999999999999 WHERE id = '" + id + "'");
    return id;
  }

  private static String id(HttpResponse<String> answer) throws Exception {
    return ServiceRig.json(answer).get("id").asText();
  }

  private static void check(Call call) throws Exception {
    Place place = place(call.operation());
    HttpRequest.Builder request =
        rig.request(place.path().replace("{id}", call.id()).replace("{name}", call.id()));
    request.method(
        place.method(),
        call.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
    HttpResponse<String> answer =
        rig.send(
            call.headers().isEmpty()
                ? request
                : request.headers(call.headers().toArray(String[]::new)));

    assertThat(answer.statusCode())
        .as(call.operation() + ": " + answer.body())
        .isEqualTo(call.status());
    conforms(place, answer);
  }

  private static String withoutToken(String operation) throws Exception {
    Place place = place(operation);
    String host = operation.equals("getHealth") ? "other.example" : "localhost";
    String answer =
        rig.raw(
            place.method()
                + " "
                + place.path().replace("{id}", "x").replace("{name}", "x")
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nConnection: close\r\n\r\n");
    String status = answer.split(" ", 3)[1];
    assertThat(status).isEqualTo(operation.equals("getHealth") ? "421" : "401");
    assertThat(place.node().get("responses").has(status)).as(operation).isTrue();
    return operation;
  }

  /** The answer's status, media type and document are described. */
  private static void conforms(Place place, HttpResponse<String> answer) throws Exception {
    JsonNode described = place.node().get("responses").get(Integer.toString(answer.statusCode()));
    assertThat(described).as(place + " " + answer.statusCode()).isNotNull();
    if (described.has("$ref")) {
      described = description.at(described.get("$ref").asText().substring(1));
    }
    if (!described.has("content") || place.method().equals("HEAD")) {
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElseThrow().replaceAll(";.*", "");
    JsonNode media = described.get("content").get(type);
    assertThat(media).as(place + " " + type).isNotNull();
    if (type.endsWith("json")) {
      ObjectNode schema = ((ObjectNode) media.get("schema")).deepCopy();
      schema.set("components", description.get("components"));
      JsonSchema validator = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
      assertThat(validator.validate(ServiceRig.json(answer))).as(place.toString()).isEmpty();
    }
  }

  /** Where an operation is. */
  private record Place(String path, String method, JsonNode node) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static List<Place> places() {
    List<Place> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (method.getValue().has("operationId")) {
          String name = method.getKey().toUpperCase(Locale.ROOT);
          all.add(new Place(path.getKey(), name, method.getValue()));
        }
      }
    }
    return all;
  }

  private static List<String> operations() {
    return places().stream().map(place -> place.node().get("operationId").asText()).toList();
  }

  private static Place place(String operation) {
    return places().stream()
        .filter(place -> place.node().get("operationId").asText().equals(operation))
        .findFirst()
        .orElseThrow();
  }
}
