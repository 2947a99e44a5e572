package io.logflow.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logflow.job.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-07: certificates that others have made, here by openssl. */
class PemFilesTest {
  @TempDir private Path root;

  private Path certificate() {
    return root.resolve("cert.pem");
  }

  private Path key() {
    return root.resolve("key.pem");
  }

  private TlsIdentity read(String... hosts) {
    return read(Clock.systemUTC(), hosts);
  }

  private TlsIdentity read(Clock clock, String... hosts) {
    return new PemFiles(certificate(), key(), HostNames.of(List.of(hosts)), clock).read();
  }

  private void make(String... algorithm) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes"));
    command.addAll(List.of(algorithm));
    command.addAll(List.of("-days", "90", "-subj", "/CN=etl", "-addext"));
    command.add("subjectAltName=DNS:etl.example.org,IP:192.0.2.7");
    command.addAll(List.of("-keyout", key().toString(), "-out", certificate().toString()));
    openssl(command);
  }

  private void makeEc() throws Exception {
    make("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
  }

  private void openssl(List<String> command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(root.resolve("said.txt").toFile())
              .start();
      assertThat(process.waitFor()).as(Files.readString(root.resolve("said.txt"))).isZero();
    } catch (IOException missing) {
      assumeTrue(false, "openssl is not installed: " + missing.getMessage());
    }
  }

  @Test
  void a_pair_of_elliptic_curves_is_taken() throws Exception {
    makeEc();

    TlsIdentity read = read("etl.example.org");

    assertThat(read.key().getAlgorithm()).isEqualTo("EC");
    assertThat(read.names().list()).containsExactly("192.0.2.7", "etl.example.org");
    assertThat(read.keyManagers().getKeyManagers()).isNotEmpty();
  }

  @Test
  void a_pair_of_rsa_is_taken() throws Exception {
    make("-newkey", "rsa:2048");

    assertThat(read().key().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void a_key_in_the_older_form_is_taken() throws Exception {
    makeEc();
    Path older = root.resolve("older.pem");
    openssl(List.of("openssl", "ec", "-in", key().toString(), "-out", older.toString()));
    Files.copy(older, key(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));

    assertThat(Files.readString(key())).startsWith("-----BEGIN EC PRIVATE KEY");
    assertThat(read().key().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void a_fingerprint_is_that_of_openssl() throws Exception {
    makeEc();
    String certificate = certificate().toString();
    openssl(List.of("openssl", "x509", "-in", certificate, "-noout", "-fingerprint", "-sha256"));
    String said = Files.readString(root.resolve("said.txt")).strip();

    assertThat(read().fingerprint()).isEqualTo("SHA256:" + said.substring(said.indexOf('=') + 1));
  }

  @Test
  void a_key_of_another_certificate_is_refused() throws Exception {
    makeEc();
    byte[] first = Files.readAllBytes(certificate());
    makeEc();
    Files.write(certificate(), first);

    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("not that of the certificate");
  }

  @Test
  void a_key_that_everybody_can_read_is_refused() throws Exception {
    makeEc();
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(this::read).hasMessageContaining("read by everybody");
  }

  @Test
  void one_that_has_expired_is_refused() throws Exception {
    makeEc();

    assertThatThrownBy(() -> read(Clock.offset(Clock.systemUTC(), Duration.ofDays(91))))
        .hasMessageContaining("has expired");
  }

  @Test
  void one_that_is_for_other_names_is_refused() throws Exception {
    makeEc();

    assertThatThrownBy(() -> read("other.example.org"))
        .hasMessageContaining("etl.example.org")
        .hasMessageContaining("server.hosts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"})
  void what_is_no_certificate_is_refused(String text) throws Exception {
    makeEc();
    Files.writeString(certificate(), text);

    assertThatThrownBy(this::read).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void what_is_no_key_is_refused() throws Exception {
    makeEc();
    Files.writeString(key(), "x");

    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("key.pem");
  }
}
