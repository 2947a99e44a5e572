package io.logflow.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.LogFlow;
import io.logflow.flow.service.Service;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A running service in this process, and clients of it. */
final class ServiceRig implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  final Path root;
  private final LogFlow logflow;
  private final Service service;
  private final HttpClient client = HttpClient.newHttpClient();

  ServiceRig(Path root, Map<String, Object> flags) {
    this.root = root;
    this.logflow = LogFlow.builder().settings(() -> loader(root, flags)).open();
    this.service = logflow.serve(loader(root, flags).build().inboxes(), List.of(), line -> {});
  }

  private static SettingsLoader.Builder loader(Path root, Map<String, Object> flags) {
    SettingsLoader.Builder loader =
        SettingsLoader.builder(root)
            .systemFile(root.resolve("no-system-file"))
            .flag("server.port", 0L)
            .flag("watch.min_free", "0B");
    flags.forEach(loader::flag);
    return loader;
  }

  String token() throws IOException {
    return Files.readString(root.resolve(".logflow/token")).strip();
  }

  int port() {
    return URI.create(service.url()).getPort();
  }

  HttpRequest.Builder request(String path) throws IOException {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .header("Authorization", "Bearer " + token());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return post(path, BodyPublishers.ofString(body), headers);
  }

  HttpResponse<String> post(String path, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).POST(body);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  /** Sends these bytes as they are, and returns all that comes back until the server closes. */
  String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Waits until a job has ended, and returns it. */
  JsonNode ended(String id) {
    JsonNode[] found = new JsonNode[1];
    WatchRig.await(
        () -> {
          found[0] = json(get("/api/v1/job/" + id));
          return !Set.of("pending", "running").contains(found[0].get("status").asText());
        });
    return found[0];
  }

  List<List<Object>> rows(String query) throws SQLException {
    return Database.rows(root.resolve(".logflow/logflow.db"), query);
  }

  @Override
  public void close() {
    try (logflow) {
      service.close();
    }
  }
}
