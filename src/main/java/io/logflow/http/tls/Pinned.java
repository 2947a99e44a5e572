package io.logflow.http.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one certificate, whose fingerprint is known, and no other. It proves who the server is by
 * itself: whoever signed it, and which names are in it, adds nothing.
 */
public final class Pinned extends X509ExtendedTrustManager {
  private final String fingerprint;

  private Pinned(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  /**
   * TLS with the server of this certificate only.
   *
   * @param fingerprint as {@link TlsIdentity#fingerprint()} writes it
   */
  public static SSLContext to(String fingerprint) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] one = {new Pinned(fingerprint)};
      context.init(null, one, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    String shown = chain.length == 0 ? "none" : TlsIdentity.fingerprint(chain[0]);
    if (!shown.equals(fingerprint.toUpperCase(Locale.ROOT))) {
      throw new CertificateException(
          "the server shows the certificate " + shown + ", and " + fingerprint + " is expected");
    }
    chain[0].checkValidity();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("clients need no certificate");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
