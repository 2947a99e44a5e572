package io.logflow;

import io.logflow.client.RemoteJob;
import io.logflow.client.RemoteServer;
import io.logflow.client.Watcher;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A LogFlow server ({@code logflow serve}) inside a Java program: it converts what is sent to it,
 * and the result is fetched. Used by many threads; holds nothing that must be closed. What fails is
 * a {@link io.logflow.job.LogFlowException} of the same kind as where {@link LogFlow} converts.
 */
public final class LogFlowClient {
  private final RemoteServer server;

  private LogFlowClient(RemoteServer server) {
    this.server = server;
  }

  /**
   * Begins to describe a server.
   *
   * @param address scheme, host and port; {@code http} for this machine's own only
   */
  public static Builder at(URI address) {
    return new Builder(address);
  }

  /**
   * Has a file converted, and waits for its end. The upload goes on where a lost connection has
   * left it; the output appears when it is whole, compared with what the server has.
   *
   * @throws io.logflow.job.LogFlowException there is no output then
   */
  public RemoteJob convert(Path input, Path output) {
    return convert(input, output, Map.of(), Optional.empty(), false, Watcher.NONE);
  }

  /**
   * As {@link #convert(Path, Path)}.
   *
   * @param options settings of {@code conversion:} by short or dotted name, and {@code engine}
   * @param profile a profile of the server
   * @param replace whether an output that exists is replaced
   */
  public RemoteJob convert(
      Path input,
      Path output,
      Map<String, Object> options,
      Optional<String> profile,
      boolean replace,
      Watcher watcher) {
    return server.convert(input, output, options, profile, replace, watcher);
  }

  /** A job by its whole id. */
  public RemoteJob job(String id) {
    return server.job(id);
  }

  /**
   * The latest jobs, newest first.
   *
   * @param statuses only jobs in these states; none is all
   */
  public List<RemoteJob> jobs(List<String> statuses, int limit) {
    return server.jobs(statuses, limit);
  }

  /** Ends a job that waits, or asks one to stop that runs. */
  public void cancel(String id) {
    server.cancel(id);
  }

  /** Tries a job again that has failed. */
  public void retry(String id) {
    server.retry(id);
  }

  /** Fetches the output of a job that is done. */
  public void fetch(String id, Path output, boolean replace) {
    server.fetch(id, output, replace, Watcher.NONE);
  }

  /** How the server is: status, version, counts. */
  public Map<String, Object> health() {
    return server.health();
  }

  /** Collects how a server is reached. */
  public static final class Builder {
    private final URI address;
    private Optional<String> token = Optional.empty();
    private Optional<Path> certificates = Optional.empty();
    private Optional<String> fingerprint = Optional.empty();

    private Builder(URI address) {
      this.address = address;
    }

    /** The token, which {@code logflow token create} has printed. */
    public Builder token(String text) {
      this.token = Optional.of(text);
      return this;
    }

    /** Trusts the certificates of this file in PEM, instead of those that Java trusts. */
    public Builder trust(Path pem) {
      this.certificates = Optional.of(pem);
      return this;
    }

    /** Trusts the certificate of this fingerprint only, as {@code logflow serve} prints it. */
    public Builder fingerprint(String sha256) {
      this.fingerprint = Optional.of(sha256);
      return this;
    }

    /** The client; nothing is asked of the server yet. */
    public LogFlowClient build() {
      return new LogFlowClient(new RemoteServer(address, token, certificates, fingerprint));
    }
  }
}
