package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that come in forms ({@code multipart/form-data}), as {@code curl -F} sends them. */
class ServeFormTest {
  @TempDir private static Path root;
  private static ServiceRig rig;

  @BeforeAll
  static void serve() {
    rig = new ServiceRig(root, Map.of());
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  private static String file(String name, String data) {
    return "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
        + name
        + "\"\r\n\r\n"
        + data
        + "\r\n";
  }

  private static String field(String name, String value) {
    return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static HttpResponse<String> send(String path, String... parts) throws Exception {
    return rig.post(
        path, String.join("", parts), "Content-Type", "multipart/form-data; boundary=x");
  }

  private static List<String> uploads() throws Exception {
    try (Stream<Path> files = Files.list(root.resolve(".logflow/http/uploads"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void fields_of_the_form_are_options_before_and_behind_the_file() throws Exception {
    HttpResponse<String> answer =
        send(
            "/api/v1/convert?wait=60s",
            field("numbers", "decimal"),
            file("p.csv", "p\n1.50\n"),
            field("compression", "zstd"),
            field("name", "prices.csv"),
            "--x--\r\n");
    JsonNode job = ServiceRig.json(answer);

    assertThat(job.get("status").asText()).as(answer.body()).isEqualTo("completed");
    assertThat(job.get("original_name").asText()).isEqualTo("prices.csv");
    String config = "SELECT config ->> '$.\"conversion.%s\"' FROM jobs WHERE id = '%s'";
    String id = job.get("id").asText();
    assertThat(rig.rows(config.formatted("numbers", id))).containsExactly(List.of("decimal"));
    assertThat(rig.rows(config.formatted("compression", id))).containsExactly(List.of("zstd"));
  }

  @Test
  void a_field_that_is_no_option_makes_no_job() throws Exception {
    HttpResponse<String> answer =
        send(
            "/api/v1/convert",
            file("bad-field.csv", "a\n1\n"),
            field("colour", "blue"),
            "--x--\r\n");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(rig.rows("SELECT id FROM jobs WHERE original_name = 'bad-field.csv'")).isEmpty();
    assertThat(
            send("/api/v1/upload", file("a.csv", "a\n"), field("colour", "blue"), "--x--\r\n")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_form_with_two_files_is_refused_whole() throws Exception {
    String[] both = {file("one.csv", "a\n1\n"), file("two.csv", "a\n2\n"), "--x--\r\n"};
    HttpResponse<String> job = send("/api/v1/convert", both);
    HttpResponse<String> upload = send("/api/v1/upload", both);

    assertThat(job.statusCode()).isEqualTo(400);
    assertThat(job.body()).contains("more than one file");
    assertThat(upload.statusCode()).isEqualTo(400);
    assertThat(rig.rows("SELECT id FROM jobs WHERE original_name = 'one.csv'")).isEmpty();
    assertThat(rig.rows("SELECT id FROM uploads WHERE name = 'one.csv'")).isEmpty();
  }

  @Test
  void a_form_that_ends_within_its_file_is_answered_and_leaves_nothing() throws Exception {
    List<String> before = uploads();
    HttpResponse<String> answer = send("/api/v1/upload", file("cut.csv", "a\n1\n"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("ends within");
    WatchRig.await(() -> uploads().equals(before));
  }
}
