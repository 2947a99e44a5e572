package io.logflow.client;

import io.logflow.http.tls.Pinned;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Knows how a server is reached: its address, whom to trust, and who asks. */
final class Connector {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Pattern FINGERPRINT =
      Pattern.compile("SHA256:[0-9A-F]{2}(:[0-9A-F]{2}){31}");

  private Connector() {}

  /**
   * The server at an address.
   *
   * @param certificates PEM file of those to trust, instead of those that Java trusts
   * @param fingerprint of the one certificate to trust
   * @throws LogFlowException USAGE, CONFIGURATION
   */
  static Server server(
      URI address,
      Optional<String> token,
      Optional<Path> certificates,
      Optional<String> fingerprint) {
    URI base = base(address);
    if (certificates.isPresent() && fingerprint.isPresent()) {
      throw ErrorKind.USAGE.error(
          "Both a certificate and a fingerprint are given.", "Give one of them.");
    }
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    certificates.map(Connector::trusting).ifPresent(client::sslContext);
    fingerprint.map(Connector::pinned).ifPresent(client::sslContext);
    return new Server(base, token, client.build());
  }

  /** A token goes over the network with TLS only. */
  private static URI base(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String path = String.valueOf(address.getPath());
    boolean whole =
        address.getHost() != null
            && address.getUserInfo() == null
            && address.getQuery() == null
            && Set.of("", "/", "null").contains(path);
    if (!whole || !Set.of("http", "https").contains(scheme)) {
      throw ErrorKind.USAGE.error(
          "The address of the server is not as it must be.",
          "Write scheme, host and port, for example https://etl.example.org:8080.");
    }
    if (scheme.equals("http") && !LOOPBACK.contains(address.getHost().toLowerCase(Locale.ROOT))) {
      throw ErrorKind.USAGE.error(
          "Without TLS the token could be read on its way to " + address.getHost() + ".",
          "Write https://, and on the server: logflow serve --network.");
    }
    return address;
  }

  private static SSLContext pinned(String text) {
    String fingerprint = text.strip().toUpperCase(Locale.ROOT);
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw ErrorKind.USAGE.error(
          "The fingerprint is none.",
          "Write it as 'logflow serve' prints it: SHA256: and 32 pairs of digits with colons.");
    }
    return Pinned.to(fingerprint);
  }

  private static SSLContext trusting(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("trusted-" + number++, one);
      }
      if (number == 0) {
        throw new IOException("it holds no certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), new SecureRandom());
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw ErrorKind.CONFIGURATION.error(
          "The certificates in " + file + " cannot be used: " + e.getMessage() + ".",
          "Give a file in PEM, such as certificate.pem of the server.",
          e);
    }
  }
}
