package io.logflow.it;

import io.logflow.LogFlow;
import io.logflow.flow.service.Service;
import io.logflow.http.tls.Pinned;
import io.logflow.http.tls.TlsIdentity;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.StateStore;
import io.logflow.store.TokenScope;
import io.logflow.store.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A running service in this process that other machines could reach, and clients of it. */
final class NetworkRig implements AutoCloseable {
  final Path root;
  final String token;
  private final LogFlow logflow;
  private final Service service;
  private final SSLContext tls;
  private final HttpClient client;

  NetworkRig(Path root, Map<String, Object> flags) {
    this.root = root;
    this.token = createToken(root, "rig", TokenScope.ADMIN);
    Map<String, Object> all = new HashMap<>(Map.of("server.network", true));
    all.putAll(flags);
    this.logflow = LogFlow.builder().settings(() -> loader(root, all)).open();
    this.service = serve(logflow);
    this.tls = Pinned.to(identity().fingerprint());
    this.client = HttpClient.newBuilder().sslContext(tls).build();
  }

  private static Service serve(LogFlow logflow) {
    try {
      return logflow.serve(List.of(), List.of(), line -> {});
    } catch (RuntimeException e) {
      logflow.close();
      throw e;
    }
  }

  static String createToken(Path root, String name, TokenScope scope) {
    try (StateStore store = StateStore.open(root.resolve(".logflow/logflow.db"))) {
      return new Tokens(store, Clock.systemUTC()).create(name, scope, Optional.empty());
    }
  }

  static SettingsLoader.Builder loader(Path root, Map<String, Object> flags) {
    SettingsLoader.Builder loader =
        SettingsLoader.builder(root)
            .systemFile(root.resolve("no-system-file"))
            .flag("server.port", 0L)
            .flag("watch.min_free", "0B");
    flags.forEach(loader::flag);
    return loader;
  }

  TlsIdentity identity() {
    return service.certificate().orElseThrow().identity();
  }

  Path certificate() {
    return service.certificate().orElseThrow().copy().orElseThrow();
  }

  int port() {
    return URI.create(service.url()).getPort();
  }

  String url() {
    return "https://localhost:" + port();
  }

  HttpResponse<String> send(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
    return client.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    return send(path, "Authorization", "Bearer " + token);
  }

  /** Sends these bytes with TLS, and returns all that comes back until the server closes. */
  String raw(String request) throws IOException {
    try (Socket socket = tls.getSocketFactory().createSocket("localhost", port())) {
      return exchange(socket, request);
    }
  }

  /** Sends these bytes without TLS. */
  String plain(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      return exchange(socket, request);
    }
  }

  private static String exchange(Socket socket, String request) throws IOException {
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try (logflow) {
      service.close();
    }
  }
}
