package io.logflow.http.tls;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate that a server shows now. */
public final class ServerCertificate {
  private static final Logger LOG = LoggerFactory.getLogger(ServerCertificate.class);

  private final Source source;
  private final Optional<Path> copy;
  private volatile TlsIdentity current;

  /** Where it comes from. */
  interface Source {
    /**
     * The certificate that is to be shown from now on.
     *
     * @throws io.logflow.job.LogFlowException CONFIGURATION where there is none that is valid
     */
    TlsIdentity read();
  }

  private ServerCertificate(Source source, Optional<Path> copy) {
    this.source = source;
    this.copy = copy;
    this.current = source.read();
  }

  /**
   * One that this installation makes for itself, and makes again when it is about to expire, or
   * lacks a name.
   *
   * @param folder where it is kept, and made where it is not
   */
  public static ServerCertificate ownIn(Path folder, HostNames names) {
    SelfSigned own = new SelfSigned(folder, names, Clock.systemUTC());
    return new ServerCertificate(own, Optional.of(own.copy()));
  }

  /**
   * One of files in PEM.
   *
   * @param names those that it must hold
   */
  public static ServerCertificate ofFiles(Path certificate, Path key, HostNames names) {
    return new ServerCertificate(
        new PemFiles(certificate, key, names, Clock.systemUTC()), Optional.empty());
  }

  /** What is shown now. */
  public TlsIdentity identity() {
    return current;
  }

  /** The file that a client may trust; empty where whoever signed it is trusted. */
  public Optional<Path> copy() {
    return copy;
  }

  /** Looks whether another is to be shown from now on; where none can be had, this one stays. */
  public boolean renewed() {
    try {
      TlsIdentity found = source.read();
      boolean other = !found.certificate().equals(current.certificate());
      current = found;
      return other;
    } catch (RuntimeException e) {
      LOG.warn("The certificate of the HTTP server cannot be renewed: {}", e.getMessage(), e);
      return false;
    }
  }
}
