package io.logflow.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SEC-07: the certificate that an installation makes for itself. */
class SelfSignedTest {
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1", "etl-1");
  @TempDir private Path root;

  private TlsIdentity at(Duration later, List<String> names) {
    Clock clock = Clock.offset(Clock.systemUTC(), later);
    return new SelfSigned(folder(), HostNames.of(names), clock).read();
  }

  private Path folder() {
    return root.resolve("home/tls");
  }

  @Test
  void it_is_one_that_clients_take() throws Exception {
    X509Certificate made = at(Duration.ZERO, NAMES).certificate();

    assertThat(((ECPublicKey) made.getPublicKey()).getParams().getOrder().bitLength())
        .isEqualTo(256);
    assertThat(made.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThat(made.getBasicConstraints()).as("no authority").isEqualTo(-1);
    assertThat(made.getExtendedKeyUsage()).as("serverAuth").containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(Duration.between(made.getNotBefore().toInstant(), made.getNotAfter().toInstant()))
        .isEqualTo(Duration.ofDays(397));
    assertThat(made.getSubjectAlternativeNames())
        .extracting(name -> name.get(0) + ":" + name.get(1))
        .containsExactlyInAnyOrder("2:localhost", "2:etl-1", "7:127.0.0.1", "7:0:0:0:0:0:0:0:1");
    assertThat(made.getSerialNumber().bitLength()).isGreaterThan(16);
  }

  @Test
  void only_its_owner_can_read_it() throws Exception {
    at(Duration.ZERO, NAMES);

    assertThat(mode(folder())).isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder())) {
      List<Path> all = files.toList();
      assertThat(all.stream().map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("server.p12", "password", "certificate.pem");
      for (Path file : all) {
        assertThat(mode(file)).as(file.toString()).isEqualTo("rw-------");
      }
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void it_stays_the_same_until_it_is_about_to_expire_or_lacks_a_name() {
    TlsIdentity first = at(Duration.ZERO, NAMES);

    assertThat(at(Duration.ofDays(366), NAMES).fingerprint()).isEqualTo(first.fingerprint());
    assertThat(at(Duration.ZERO, NAMES.subList(0, 3)).fingerprint()).isEqualTo(first.fingerprint());
    TlsIdentity renewed = at(Duration.ofDays(368), NAMES);
    assertThat(renewed.fingerprint()).isNotEqualTo(first.fingerprint());
    assertThat(renewed.certificate().getSerialNumber())
        .isNotEqualTo(first.certificate().getSerialNumber());
    TlsIdentity named = at(Duration.ZERO, List.of("localhost", "new.example"));
    assertThat(named.fingerprint()).isNotEqualTo(renewed.fingerprint());
    assertThat(named.names().list()).containsExactly("localhost", "new.example");
  }

  @Test
  void the_copy_for_clients_is_the_certificate_without_its_key() throws Exception {
    TlsIdentity made = at(Duration.ZERO, NAMES);

    assertThat(Files.readString(folder().resolve("certificate.pem")))
        .isEqualTo(made.pem())
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .doesNotContain("PRIVATE");
  }

  @Test
  void one_that_others_can_read_is_refused() throws Exception {
    at(Duration.ZERO, NAMES);
    Files.setPosixFilePermissions(
        folder().resolve("server.p12"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> at(Duration.ZERO, NAMES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("may be read by others");
  }

  @Test
  void one_whose_password_is_lost_is_refused_and_not_replaced_in_silence() throws Exception {
    at(Duration.ZERO, NAMES);
    Files.delete(folder().resolve("password"));

    assertThatThrownBy(() -> at(Duration.ZERO, NAMES))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be used");
  }
}
