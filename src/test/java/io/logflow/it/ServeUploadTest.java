package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logflow.job.Sha256;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Uploads to a running service. */
class ServeUploadTest {
  private static final int LIMIT = 3_000_000;
  private static final byte[] LARGE = new byte[LIMIT];
  @TempDir private static Path root;
  private static ServiceRig rig;

  @BeforeAll
  static void serve() {
    new Random(7).nextBytes(LARGE);
    rig = new ServiceRig(root, Map.of("max_upload_size", "3MB"));
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  @Test
  void a_body_is_stored_with_its_hash() throws Exception {
    HttpResponse<String> answer =
        rig.post("/api/v1/upload?name=large.csv", BodyPublishers.ofByteArray(LARGE));

    JsonNode upload = ServiceRig.json(answer);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(upload.get("name").asText()).isEqualTo("large.csv");
    assertThat(upload.get("size").asLong()).isEqualTo(LIMIT);
    assertThat(upload.get("sha256").asText()).isEqualTo(Sha256.of(LARGE));
    assertThat(file(upload)).hasBinaryContent(LARGE);
    assertThat(rig.get(answer.headers().firstValue("Location").orElseThrow()).body())
        .isEqualTo(answer.body());
  }

  @Test
  void the_file_of_a_form_is_stored() throws Exception {
    String disposition = "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"";
    String form = String.join("\r\n", "--x", disposition, "", "a,b\n1,2\n", "--x--", "");
    HttpResponse<String> answer =
        rig.post("/api/v1/upload", form, "Content-Type", "multipart/form-data; boundary=x");
    HttpResponse<String> none =
        rig.post("/api/v1/upload", "--x--\r\n", "Content-Type", "multipart/form-data; boundary=x");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(ServiceRig.json(answer).get("name").asText()).isEqualTo("a.csv");
    assertThat(file(ServiceRig.json(answer))).hasContent("a,b\n1,2\n");
    assertThat(none.statusCode()).isEqualTo(400);
  }

  /** SEC-08. */
  @ParameterizedTest
  @CsvSource({
    "../../x.csv, x.csv",
    "'..\\\\..\\\\x.csv', x.csv",
    "'C:\\\\x.csv', x.csv",
    "/etc/passwd, passwd",
    ".logflow.yaml, logflow.yaml",
    ".., data"
  })
  void a_name_is_no_path(String name, String kept) throws Exception {
    HttpResponse<String> answer =
        rig.post(
            "/api/v1/upload",
            "a\n1\n",
            "Content-Disposition",
            "attachment; filename=\"" + name + "\"");

    assertThat(ServiceRig.json(answer).get("name").asText()).isEqualTo(kept);
    assertThat(file(ServiceRig.json(answer))).hasContent("a\n1\n");
  }

  /** REL-27. */
  @Test
  void what_is_too_large_is_refused_before_it_is_read() throws Exception {
    String announced =
        rig.raw(
            "POST /api/v1/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + rig.token()
                + "\r\nContent-Length: 5000000000\r\nExpect: 100-continue\r\n\r\n");
    byte[] more = new byte[LIMIT + 1];
    HttpResponse<String> measured = rig.post("/api/v1/upload", BodyPublishers.ofByteArray(more));
    HttpResponse<String> chunked =
        rig.post("/api/v1/upload", BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(more)));

    assertThat(announced).startsWith("HTTP/1.1 413 ").doesNotContain("100 Continue");
    assertThat(measured.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
    awaitNoStrays();
  }

  /** REL-25. */
  @Test
  void an_upload_that_is_broken_off_leaves_nothing() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      String head =
          "POST /api/v1/upload HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + rig.token()
              + "\r\nContent-Length: 2000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(LARGE, 0, 1_000_000);
      socket.getOutputStream().flush();
      WatchRig.await(() -> strays().size() == 1);
    }
    awaitNoStrays();
  }

  @Test
  void a_hash_that_is_not_that_of_the_body_refuses_it() throws Exception {
    byte[] right = MessageDigest.getInstance("SHA-256").digest("a\n1\n".getBytes(UTF_8));
    String digest = "sha-256=:" + Base64.getEncoder().encodeToString(right) + ":";

    assertThat(rig.post("/api/v1/upload", "a\n1\n", "Content-Digest", digest).statusCode())
        .isEqualTo(201);
    assertThat(rig.post("/api/v1/upload", "a\n2\n", "Content-Digest", digest).statusCode())
        .isEqualTo(400);
    awaitNoStrays();
  }

  @Test
  void the_same_key_is_the_same_upload() throws Exception {
    HttpResponse<String> first = rig.post("/api/v1/upload", "a\n1\n", "Idempotency-Key", "k1");
    HttpResponse<String> again = rig.post("/api/v1/upload", "a\n1\n", "Idempotency-Key", "k1");
    HttpResponse<String> other = rig.post("/api/v1/upload", "a\n12345\n", "Idempotency-Key", "k1");

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(ServiceRig.json(again).get("id")).isEqualTo(ServiceRig.json(first).get("id"));
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @Test
  void an_upload_goes_on_where_it_was_cut() throws Exception {
    int half = LIMIT / 2;
    HttpResponse<String> begun =
        rig.post(
            "/api/v1/upload?name=x.csv", "", "Upload-Complete", "?0", "Upload-Length", "" + LIMIT);
    String place = begun.headers().firstValue("Location").orElseThrow();
    cut(place, half);
    WatchRig.await(() -> offset(place) == half);
    HttpResponse<String> wrong = part(place, 1, half);
    HttpResponse<String> done = part(place, half, half);

    assertThat(begun.statusCode()).isEqualTo(201);
    assertThat(wrong.statusCode()).isEqualTo(409);
    assertThat(wrong.headers().firstValue("Upload-Offset")).contains("" + half);
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(ServiceRig.json(done).get("sha256").asText()).isEqualTo(Sha256.of(LARGE));
    assertThat(part(place, half, half).statusCode()).isEqualTo(409);
    assertThat(rig.send(rig.request(place).DELETE()).statusCode()).isEqualTo(204);
    assertThat(rig.get(place).statusCode()).isEqualTo(404);
  }

  /** Sends a part up to some byte, and breaks off. */
  private static void cut(String place, int bytes) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
      String head =
          "PATCH "
              + place
              + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + rig.token()
              + "\r\nContent-Type: application/partial-upload\r\nUpload-Offset: 0\r\n"
              + "Upload-Complete: ?1\r\nContent-Length: "
              + LIMIT
              + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(UTF_8));
      socket.getOutputStream().write(LARGE, 0, bytes);
      socket.getOutputStream().flush();
      WatchRig.await(() -> offset(place) == bytes);
    }
  }

  private static long offset(String place) throws Exception {
    HttpResponse<String> head =
        rig.send(rig.request(place).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(204);
    return head.headers().firstValueAsLong("Upload-Offset").orElseThrow();
  }

  private static HttpResponse<String> part(String place, int from, int bytes) throws Exception {
    AtomicReference<HttpResponse<String>> found = new AtomicReference<>();
    WatchRig.await(
        () -> {
          found.set(
              rig.send(
                  rig.request(place)
                      .header("Content-Type", "application/partial-upload")
                      .header("Upload-Offset", "" + from)
                      .header("Upload-Complete", "?1")
                      .method("PATCH", BodyPublishers.ofByteArray(LARGE, from, bytes))));
          // Until the server has noticed that the connection before is gone.
          return found.get().headers().firstValue("Retry-After").isEmpty();
        });
    return found.get();
  }

  private static Path file(JsonNode upload) {
    return root.resolve(".logflow/http/uploads").resolve(upload.get("id").asText());
  }

  /** Files that are on no record. */
  private static List<String> strays() throws Exception {
    List<String> known =
        rig.rows("SELECT id FROM uploads").stream().map(row -> row.get(0).toString()).toList();
    try (Stream<Path> files = Files.list(root.resolve(".logflow/http/uploads"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(id -> !known.contains(id))
          .toList();
    }
  }

  private static void awaitNoStrays() {
    WatchRig.await(() -> strays().isEmpty());
  }
}
