package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A client that sends files, each in one of three ways, and goes on where it was when the server
 * has died: it repeats what was not answered, and relies on what was.
 */
final class ServiceLoad {
  private static final int MOST_ROWS = 2_000;

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Random random;
  private final Deque<Task> open = new ArrayDeque<>();
  private final List<Task> done = new ArrayList<>();
  private String base = "";
  private String token = "";
  private long next = 1;
  private int repeated;

  ServiceLoad(Random random) {
    this.random = random;
  }

  /** The server has another port. */
  void at(String url, String password) {
    this.base = url;
    this.token = password;
  }

  /** What one file has come to. */
  final class Task {
    private final String key = "file-" + next;
    private final String data;
    private final int way = random.nextInt(3);
    private String upload;
    private boolean complete;

    /** The job, when it is accepted. */
    private String job;

    final long rows;
    final long sum;

    private Task() {
      StringBuilder text = new StringBuilder("id,text\n");
      long all = 0;
      int count = 1 + random.nextInt(MOST_ROWS);
      for (int row = 0; row < count; row++) {
        text.append(next).append(",row ").append(next).append('\n');
        all += next++;
      }
      this.data = text.toString();
      this.rows = count;
      this.sum = all;
    }

    String job() {
      return job;
    }

    private void goOn() throws IOException, InterruptedException {
      if (way == 0) {
        job = id(send("POST", "/api/v1/convert?name=raw.csv", data, "Idempotency-Key", key));
        return;
      }
      if (way == 1 && upload == null) {
        upload = id(send("POST", "/api/v1/upload?name=up.csv", data, "Idempotency-Key", key));
      } else if (way == 2 && !complete) {
        inParts();
      }
      String order = "{\"upload\":\"" + upload + "\"}";
      job =
          id(
              send(
                  "POST",
                  "/api/v1/convert",
                  order,
                  "Content-Type",
                  "application/json",
                  "Idempotency-Key",
                  key));
    }

    private void inParts() throws IOException, InterruptedException {
      String half = data.substring(0, data.length() / 2);
      if (upload == null) {
        String[] begin = {"Idempotency-Key", key, "Upload-Complete", "?0"};
        upload = id(send("POST", "/api/v1/upload?name=parts.csv", half, begin));
      }
      HttpResponse<String> head = send("HEAD", "/api/v1/upload/" + upload, "");
      int offset = Integer.parseInt(head.headers().firstValue("Upload-Offset").orElseThrow());
      if (head.headers().firstValue("Upload-Complete").orElseThrow().equals("?0")) {
        String[] rest = {
          "Content-Type",
          "application/partial-upload",
          "Upload-Offset",
          Integer.toString(offset),
          "Upload-Complete",
          "?1"
        };
        send("PATCH", "/api/v1/upload/" + upload, data.substring(offset), rest);
      }
      complete = true;
    }
  }

  /** Sends a file, or goes on with one; a server that is gone is no failure. */
  void step() throws InterruptedException {
    Task task = open.isEmpty() ? new Task() : open.poll();
    try {
      task.goOn();
      done.add(task);
    } catch (IOException gone) {
      repeated++;
      open.add(task);
    }
  }

  /** Goes on with all that is not accepted yet. */
  void finish() throws InterruptedException {
    while (!open.isEmpty()) {
      step();
    }
  }

  List<Task> done() {
    return done;
  }

  int repeated() {
    return repeated;
  }

  private static String id(HttpResponse<String> answer) throws IOException {
    JsonNode document = ServiceRig.JSON.readTree(answer.body());
    return document.get("id").asText();
  }

  /** What is answered must be well; a server that is about to end or busy may ask to come again. */
  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.ofString(body));
    HttpResponse<String> answer =
        client.send(
            (headers.length == 0 ? request : request.headers(headers)).build(),
            BodyHandlers.ofString());
    int status = answer.statusCode();
    if (status == 503
        || (status == 409 && answer.headers().firstValue("Retry-After").isPresent())) {
      throw new IOException("to be sent again: " + status);
    }
    assertThat(status).as("%s %s: %s", method, path, answer.body()).isBetween(200, 299);
    return answer;
  }
}
