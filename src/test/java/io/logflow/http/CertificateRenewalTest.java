package io.logflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.http.tls.HostNames;
import io.logflow.http.tls.Pinned;
import io.logflow.http.tls.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SEC-07: a server that runs shows a new certificate when there is one. */
class CertificateRenewalTest {
  @TempDir private Path root;

  @Test
  void new_connections_get_the_new_certificate() throws Exception {
    Path folder = root.resolve("tls");
    ServerCertificate certificate =
        ServerCertificate.ownIn(folder, HostNames.of(List.of("localhost")));
    Guard guard =
        new Guard(
            "https",
            () -> certificate.identity().names(),
            text -> Optional.empty(),
            new FailureLimit(20, System::nanoTime),
            new Origins(List.of()));
    try (HttpService http = new HttpService(guard, HttpTimes.STANDARD, (method, status) -> {})) {
      int port = http.open("127.0.0.1", 0, certificate);
      String first = certificate.identity().fingerprint();
      connect(first, port);

      Files.delete(folder.resolve("server.p12"));
      http.renew(certificate).toCompletionStage().toCompletableFuture().get();

      String second = certificate.identity().fingerprint();
      assertThat(second).isNotEqualTo(first);
      connect(second, port);
      assertThatThrownBy(() -> connect(first, port))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining(second);
    }
  }

  private static void connect(String fingerprint, int port) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) Pinned.to(fingerprint).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
    }
  }
}
