package io.logflow.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/** The TLS that is spoken: versions 1.2 and 1.3, keys of a connection only, no CBC (RFC 9325). */
final class Tls {
  private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_AES_128_GCM_SHA256",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
  private static final int HANDSHAKE_SECONDS = 10;

  private Tls() {}

  /** The same options with TLS. */
  static HttpServerOptions with(HttpServerOptions options, KeyManagerFactory keys) {
    HttpServerOptions secure =
        options
            .setSsl(true)
            .setUseAlpn(false)
            .setKeyCertOptions(KeyCertOptions.wrap(keys))
            .setEnabledSecureTransportProtocols(VERSIONS)
            .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    SUITES.forEach(secure::addEnabledCipherSuite);
    return secure;
  }

  /** What is set anew where a certificate is. */
  static SSLOptions options(KeyManagerFactory keys) {
    return with(new HttpServerOptions(), keys).getSslOptions();
  }
}
