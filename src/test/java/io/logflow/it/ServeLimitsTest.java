package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logflow.job.Sha256;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients break off, repeat or say in two ways uses nothing up and damages nothing. */
class ServeLimitsTest {
  private static final int MOST_STREAMS = 64;
  @TempDir private static Path root;
  private static ServiceRig rig;

  @BeforeAll
  static void serve() {
    rig = new ServiceRig(root, Map.of("server.max_uploads", 2L));
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  @Test
  void uploads_that_are_broken_off_give_their_places_back() throws Exception {
    String head =
        "POST /api/v1/upload?name=a HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + rig.token()
            + "\r\nContent-Length: 1000\r\n\r\n12345678";
    Path uploads = root.resolve(".logflow/http/uploads");
    int before = uploads.toFile().list().length;
    for (int number = 0; number < 50; number++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    WatchRig.await(() -> rig.post("/api/v1/upload?name=b", "a\n1\n").statusCode() == 201);
    assertThat(rig.post("/api/v1/upload?name=c", "a\n1\n").statusCode()).isEqualTo(201);
    WatchRig.await(() -> uploads.toFile().list().length == before + 2);
  }

  @Test
  void event_streams_that_end_give_their_places_back() throws Exception {
    HttpResponse<String> job = rig.post("/api/v1/convert?name=e.csv&wait=60s", "a\n1\n");
    String events = job.headers().firstValue("Location").orElseThrow() + "/events";
    for (int number = 0; number <= MOST_STREAMS; number++) {
      assertThat(rig.get(events).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_part_with_another_hash_leaves_the_upload_as_it_was() throws Exception {
    String place = begun("16");
    HttpResponse<String> refused = patch(place, 0, "id,nXme\n", digest("id,name\n"), false);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(patch(place, 0, "id,name\n", digest("id,name\n"), false).statusCode())
        .isEqualTo(200);
    HttpResponse<String> last = patch(place, 8, "1,a\n2,b\n", digest("1,a\n2,b\n"), true);
    assertThat(last.statusCode()).as(last.body()).isEqualTo(200);
    assertThat(ServiceRig.json(last).get("sha256").asText())
        .isEqualTo(Sha256.of("id,name\n1,a\n2,b\n"));
  }

  @Test
  void an_upload_does_not_grow_beyond_the_length_it_announced() throws Exception {
    String place = begun("4");
    assertThat(patch(place, 0, "12345678", digest("12345678"), true).statusCode()).isEqualTo(413);
    assertThat(patch(place, 0, "1234", digest("1234"), true).statusCode()).isEqualTo(200);
  }

  private static String begun(String length) throws Exception {
    HttpResponse<String> begun =
        rig.post(
            "/api/v1/upload?name=p.csv",
            BodyPublishers.noBody(),
            "Upload-Complete",
            "?0",
            "Upload-Length",
            length);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
    return begun.headers().firstValue("Location").orElseThrow();
  }

  private static HttpResponse<String> patch(
      String place, long offset, String part, String digest, boolean last) throws Exception {
    HttpRequest.Builder request =
        rig.request(place)
            .method("PATCH", BodyPublishers.ofString(part))
            .header("Content-Type", "application/partial-upload")
            .header("Upload-Offset", Long.toString(offset))
            .header("Upload-Complete", last ? "?1" : "?0")
            .header("Content-Digest", digest);
    return rig.send(request);
  }

  private static String digest(String text) {
    byte[] hash = HexFormat.of().parseHex(Sha256.of(text));
    return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
  }

  @Test
  void a_body_whose_end_nobody_knows_is_refused() throws Exception {
    String unknown =
        "POST /api/v1/upload?name=a HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + rig.token()
            + "\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n";
    assertThat(rig.raw(unknown)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void a_description_is_one_however_its_type_is_spelt() throws Exception {
    HttpResponse<String> answer =
        rig.post("/api/v1/convert", "{\"upload\":\"nothing\"}", "Content-Type", "application/JSON");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
  }

  @Test
  void a_result_that_another_job_has_replaced_is_gone() throws Exception {
    String first = result("replaced\n1\n");
    String second = result("replaced\n1\n2\n");
    Path old = output(first);
    Files.copy(output(second), old, StandardCopyOption.REPLACE_EXISTING);
    assertThat(rig.get(first + "/result").statusCode()).isEqualTo(410);
    assertThat(rig.get(second + "/result").statusCode()).isEqualTo(200);
  }

  private static String result(String text) throws Exception {
    HttpResponse<String> done = rig.post("/api/v1/convert?name=r.csv&wait=60s", text);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    JsonNode job = ServiceRig.json(done);
    return "/api/v1/job/" + job.get("id").asText();
  }

  private static Path output(String job) throws Exception {
    return Path.of(ServiceRig.json(rig.get(job)).get("output_path").asText());
  }
}
