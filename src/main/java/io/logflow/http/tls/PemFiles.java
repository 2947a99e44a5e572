package io.logflow.http.tls;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** A certificate, with those that lead to its signer, and its key, in files of their own. */
final class PemFiles implements ServerCertificate.Source {
  private static final String FORM =
      "Give PEM: the certificate and those that lead to its signer in one file, the key without a"
          + " password in another (openssl pkcs8 -topk8 -nocrypt).";

  private final Path certificate;
  private final Path key;
  private final HostNames names;
  private final Clock clock;

  PemFiles(Path certificate, Path key, HostNames names, Clock clock) {
    this.certificate = certificate;
    this.key = key;
    this.names = names;
    this.clock = clock;
  }

  @Override
  public TlsIdentity read() {
    List<X509Certificate> chain = chain();
    requirePrivate();
    TlsIdentity identity = new TlsIdentity(privateKey(), chain);
    require(fits(identity), "The key is not that of the certificate.", "Give the two of one pair.");
    require(
        clock.instant().isBefore(identity.end()),
        "The certificate has expired, on " + identity.end() + ".",
        "Give one that is valid.");
    require(
        !identity.names().list().isEmpty(),
        "The certificate names no host (subjectAltName), so that no client can take it.",
        "Give one that names this server.");
    require(
        identity.names().holdAll(names),
        "The certificate is for "
            + String.join(", ", identity.names().list())
            + ", and not for all of server.hosts.",
        "Leave out of server.hosts what it is not for, or give another one.");
    return identity;
  }

  private List<X509Certificate> chain() {
    try (InputStream in = Files.newInputStream(certificate)) {
      List<X509Certificate> chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      require(!chain.isEmpty(), "The file " + certificate + " holds no certificate.", FORM);
      return chain;
    } catch (IOException | CertificateException e) {
      throw failed("The certificate " + certificate + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A group may read a key: some systems have one for that. */
  private void requirePrivate() {
    try {
      if (key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        require(
            !Files.getPosixFilePermissions(key).contains(PosixFilePermission.OTHERS_READ),
            "The private key " + key + " may be read by everybody.",
            "Let only its owner read it (chmod 600), and make a new pair if others have read it.");
      }
    } catch (IOException e) {
      throw failed("The private key " + key + " cannot be read: " + e.getMessage(), e);
    }
  }

  private PrivateKey privateKey() {
    try {
      PemKeyCertOptions pair =
          new PemKeyCertOptions()
              .setCertValue(Buffer.buffer(Files.readAllBytes(certificate)))
              .setKeyValue(Buffer.buffer(Files.readAllBytes(key)));
      for (KeyManager manager : pair.getKeyManagerFactory(null).getKeyManagers()) {
        if (manager instanceof X509KeyManager ours) {
          for (String type : List.of("EC", "RSA", "EdDSA", "Ed25519")) {
            String[] aliases = ours.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
              return ours.getPrivateKey(aliases[0]);
            }
          }
        }
      }
      throw new IOException("it is of a kind that is not known here");
    } catch (Exception e) { // Vert.x declares no narrower one.
      throw failed("The private key " + key + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean fits(TlsIdentity identity) {
    try {
      return identity.fits();
    } catch (GeneralSecurityException e) {
      throw failed("The private key cannot be used: " + e.getMessage(), e);
    }
  }

  private static void require(boolean holds, String message, String remedy) {
    if (!holds) {
      throw ErrorKind.CONFIGURATION.error(message, remedy);
    }
  }

  private static LogFlowException failed(String message, Exception cause) {
    return ErrorKind.CONFIGURATION.error(message + ".", FORM, cause);
  }
}
