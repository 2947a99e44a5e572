package io.logflow.client;

import io.logflow.job.ErrorKind;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be asked of a server. Used by many threads. */
public final class RemoteServer {
  private final Server server;

  /**
   * A server, which is not asked yet.
   *
   * @param address scheme, host and port
   * @param certificates PEM file of those to trust, instead of those that Java trusts
   * @param fingerprint of the one certificate to trust
   */
  public RemoteServer(
      URI address,
      Optional<String> token,
      Optional<Path> certificates,
      Optional<String> fingerprint) {
    this.server = Connector.server(address, token, certificates, fingerprint);
  }

  /** Has a file converted; see {@code LogFlowClient}. */
  public RemoteJob convert(
      Path input,
      Path output,
      Map<String, Object> options,
      Optional<String> profile,
      boolean replace,
      Watcher watcher) {
    return new Conversion(server, watcher).run(input, output, options, profile, replace);
  }

  /** A job by its whole id. */
  public RemoteJob job(String id) {
    return Conversion.job(server, id);
  }

  /** The latest jobs, newest first. */
  public List<RemoteJob> jobs(List<String> statuses, int limit) {
    String filter = statuses.isEmpty() ? "" : "&status=" + String.join(",", statuses);
    Map<String, Object> page =
        server.document(server.request("/api/v1/jobs?limit=" + limit + filter).GET());
    if (!(page.get("jobs") instanceof List<?> jobs)) {
      throw ErrorKind.STATE.error("The answer of the server is none of LogFlow.", "");
    }
    return jobs.stream()
        .filter(Map.class::isInstance)
        .map(job -> new RemoteJob(texts((Map<?, ?>) job)))
        .toList();
  }

  private static Map<String, Object> texts(Map<?, ?> map) {
    Map<String, Object> document = new LinkedHashMap<>();
    map.forEach((key, value) -> document.put(String.valueOf(key), value));
    return document;
  }

  /** Ends a job that waits, or asks one to stop that runs. */
  public void cancel(String id) {
    server.success(server.request("/api/v1/job/" + Server.encoded(id)).DELETE());
  }

  /** Tries a job again that has failed. */
  public void retry(String id) {
    server.success(
        server
            .request("/api/v1/job/" + Server.encoded(id) + "/retry")
            .POST(BodyPublishers.noBody()));
  }

  /** Fetches the output of a job that is done. */
  public void fetch(String id, Path output, boolean replace, Watcher watcher) {
    new Download(server, job(id), output, watcher).fetch(replace);
  }

  /** How the server is. */
  public Map<String, Object> health() {
    return server.document(server.request("/api/health").GET());
  }
}
