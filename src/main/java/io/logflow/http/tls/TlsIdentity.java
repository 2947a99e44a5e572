package io.logflow.http.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logflow.job.Sha256;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate and its private key.
 *
 * @param chain the server's own certificate first
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  /** The server's own certificate. */
  public X509Certificate certificate() {
    return chain.get(0);
  }

  /** When it ceases to be valid. */
  public Instant end() {
    return certificate().getNotAfter().toInstant();
  }

  /** The names and addresses that it is for: what clients compare with (RFC 9525). */
  public HostNames names() {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = certificate().getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.get(0).equals(DNS) || name.get(0).equals(ADDRESS)) {
          names.add(String.valueOf(name.get(1)));
        }
      }
    } catch (CertificateParsingException e) {
      throw new IllegalArgumentException("the names in the certificate cannot be read", e);
    }
    return HostNames.of(names);
  }

  /** SHA-256 of the certificate, as {@code openssl x509 -fingerprint -sha256} writes it. */
  public String fingerprint() {
    return fingerprint(certificate());
  }

  /** That of any certificate. */
  public static String fingerprint(X509Certificate certificate) {
    byte[] digest = Sha256.digest().digest(der(certificate));
    return "SHA256:" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
  }

  /** The server's own certificate as PEM (RFC 7468). */
  public String pem() {
    String base64 =
        Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der(certificate()));
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("the certificate has no encoded form", e);
    }
  }

  /** Whether the key is the certificate's: what it signs, the certificate verifies. */
  boolean fits() throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm().toUpperCase(Locale.ROOT)) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> key.getAlgorithm();
        };
    if (!certificate().getPublicKey().getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    byte[] text = "logflow".getBytes(US_ASCII);
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certificate().getPublicKey());
    signature.update(text);
    return signature.verify(signed);
  }

  /** What hands both to a TLS library. */
  public KeyManagerFactory keyManagers() {
    try {
      char[] unused = new char[0];
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, unused);
      store.setKeyEntry("server", key, unused, chain.toArray(X509Certificate[]::new));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, unused);
      return managers;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("the private key cannot be used", e);
    }
  }
}
