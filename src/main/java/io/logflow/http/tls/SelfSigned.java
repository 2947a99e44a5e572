package io.logflow.http.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.store.SecretFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A certificate that nobody signs but its own key: clients are told its fingerprint, or have it.
 */
final class SelfSigned implements ServerCertificate.Source {
  static final String ALIAS = "logflow";

  private static final Duration BEFORE_ITS_END = Duration.ofDays(30);
  private static final String WHAT = "certificate file";

  private final Path folder;
  private final HostNames names;
  private final Clock clock;

  SelfSigned(Path folder, HostNames names, Clock clock) {
    this.folder = folder;
    this.names = names;
    this.clock = clock;
  }

  /** The certificate without its key. */
  Path copy() {
    return folder.resolve("certificate.pem");
  }

  @Override
  public TlsIdentity read() {
    try {
      String password =
          SecretFile.at(
              folder.resolve("password"),
              "password file of the certificate",
              "Remove the folder " + folder + "; the next start makes a certificate.");
      Path store = folder.resolve("server.p12");
      if (Files.exists(store, LinkOption.NOFOLLOW_LINKS)) {
        SecretFile.requirePrivate(store, WHAT);
        TlsIdentity found = load(store, password);
        if (found.end().isAfter(clock.instant().plus(BEFORE_ITS_END))
            && found.names().holdAll(names)) {
          publish(found);
          return found;
        }
      }
      return make(store, password);
    } catch (IOException | GeneralSecurityException e) {
      throw ErrorKind.CONFIGURATION.error(
          "The certificate in " + folder + " cannot be used: " + e.getMessage() + ".",
          "Remove the folder; the next start makes another one, which clients must trust anew.",
          e);
    }
  }

  /** Under another name first: whoever starts sees a whole one. */
  private TlsIdentity make(Path store, String password)
      throws IOException, GeneralSecurityException {
    Path fresh = Files.createTempDirectory(folder, "new");
    try {
      Path made = fresh.resolve("server.p12");
      Keytool.makePair(made, password, names);
      // keytool leaves it readable for others.
      if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      }
      TlsIdentity identity = load(made, password);
      Files.move(made, store, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      publish(identity);
      return identity;
    } finally {
      Files.deleteIfExists(fresh.resolve("server.p12"));
      Files.delete(fresh);
    }
  }

  private void publish(TlsIdentity identity) throws IOException {
    if (Files.exists(copy()) && Files.readString(copy()).equals(identity.pem())) {
      return;
    }
    Path made = Files.createTempFile(folder, "certificate", ".tmp");
    Files.write(made, identity.pem().getBytes(UTF_8));
    Files.move(made, copy(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static TlsIdentity load(Path store, String password)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password.toCharArray());
      PrivateKey key = (PrivateKey) keys.getKey(ALIAS, password.toCharArray());
      if (key == null) {
        throw new IOException("it holds no key of LogFlow");
      }
      return new TlsIdentity(key, List.of((X509Certificate) keys.getCertificate(ALIAS)));
    }
  }
}
