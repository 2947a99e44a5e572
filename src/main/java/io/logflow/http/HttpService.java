package io.logflow.http;

import io.logflow.http.tls.ServerCertificate;
import io.logflow.http.tls.TlsIdentity;
import io.logflow.job.ErrorKind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: made without a listener, filled with routes, then opened. */
public final class HttpService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final int FIRST = -1000;
  private static final int HEAD_BYTES = 8192;
  private static final int LINE_BYTES = 4096;
  private static final int NET_MINUTES = 15;
  private static final long SECONDS = 20;
  private static final int LOOK_MILLIS = 500;
  private static final long RENEWAL_MILLIS = TimeUnit.HOURS.toMillis(12);

  private final Vertx vertx;
  private final ApiRouter router;
  private final Work work;
  private final Gate gate;
  private final ConnectionTimes times;
  private final List<HttpServer> servers = new ArrayList<>();

  /**
   * A server that nobody can reach yet.
   *
   * @param answered hears of each answer: method and status
   */
  public HttpService(Guard guard, HttpTimes limits, BiConsumer<String, Integer> answered) {
    // Nothing of the class path is copied to the disk, which it would do in /tmp.
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
    this.work = new Work(vertx);
    this.router = new ApiRouter(vertx, Router.router(vertx));
    this.times = new ConnectionTimes(limits);
    this.gate = new Gate(vertx, guard, times, router, answered);
    router
        .route()
        .order(FIRST)
        .handler(
            context -> {
              String method = known(context.request().method().name());
              context.addEndHandler(
                  end -> answered.accept(method, context.response().getStatusCode()));
              context.next();
            });
    for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
      router.errorHandler(status, HttpService::failed);
    }
    vertx.setPeriodic(LOOK_MILLIS, tick -> times.look());
  }

  /** Where routes and handlers are added. */
  public ApiRouter router() {
    return router;
  }

  /** A method as a tag: clients may invent others. */
  static String known(String method) {
    return METHODS.contains(method) ? method : "OTHER";
  }

  /** Threads for handlers that wait for the disk. */
  public Work work() {
    return work;
  }

  private static void failed(RoutingContext context) {
    int status = context.statusCode();
    Throwable failure = context.failure();
    Problem problem =
        failure != null && status >= 500
            ? Problem.of(failure)
            : new Problem(status, "usage", detail(status), "See /api/v1/openapi.json.");
    Replies.problem(context.request(), problem);
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing under this path.";
      case 405 -> "This path does not know the method.";
      case 413 -> "The body is too large for this path.";
      default -> "The request cannot be understood.";
    };
  }

  /**
   * Begins to listen on this machine's own addresses, and makes sure that others are kept out.
   *
   * @param host as in {@code server.host}
   * @param port 0 takes any free one
   * @return the port
   * @throws io.logflow.job.LogFlowException CONFIGURATION where the port is taken
   */
  public int open(String host, int port) {
    List<String> addresses = Listeners.loopback(host);
    int bound = listen(addresses, port, options());
    Canary.local(bound).check(addresses);
    return bound;
  }

  /**
   * Begins to listen for others, too, with TLS and nothing else, and makes sure that nobody is let
   * in without a token.
   *
   * @param host as in {@code server.host}
   * @param port 0 takes any free one
   * @return the port
   * @throws io.logflow.job.LogFlowException CONFIGURATION where the port is taken
   */
  public int open(String host, int port, ServerCertificate certificate) {
    List<String> addresses = Listeners.network(host);
    int bound = listen(addresses, port, Tls.with(options(), certificate.identity().keyManagers()));
    Canary.network(bound, certificate.identity()).check(addresses);
    vertx.setPeriodic(RENEWAL_MILLIS, tick -> renew(certificate));
    return bound;
  }

  /** Connections that are open stay as they are; new ones get the new certificate. */
  Future<Void> renew(ServerCertificate certificate) {
    return work.ask(certificate::renewed)
        .compose(other -> other ? show(certificate.identity()) : Future.succeededFuture())
        .onFailure(failure -> LOG.warn("The new certificate is not shown.", failure));
  }

  private Future<Void> show(TlsIdentity identity) {
    LOG.info("The certificate is now {}.", identity.fingerprint());
    SSLOptions options = Tls.options(identity.keyManagers());
    return Future.all(servers.stream().map(it -> it.updateSSLOptions(options)).toList()).mapEmpty();
  }

  private int listen(List<String> addresses, int port, HttpServerOptions options) {
    int bound = port;
    for (String address : addresses) {
      HttpServer server =
          vertx.createHttpServer(options).connectionHandler(times::opened).requestHandler(gate);
      await(server.listen(bound, address), address + " port " + bound);
      servers.add(server);
      bound = server.actualPort();
    }
    return bound;
  }

  private static HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxHeaderSize(HEAD_BYTES)
        .setMaxInitialLineLength(LINE_BYTES)
        .setHttp2ClearTextEnabled(false)
        .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
        .setHandle100ContinueAutomatically(false)
        .setIdleTimeout(NET_MINUTES)
        .setIdleTimeoutUnit(TimeUnit.MINUTES);
  }

  /** From now on nothing new is taken in; what is asked for is still answered. */
  public void drain() {
    gate.close();
  }

  @Override
  public void close() {
    gate.close();
    try (work) {
      vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The HTTP server has not ended in time.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T await(Future<T> future, String place) {
    try {
      return future.toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw ErrorKind.CONFIGURATION.error(
          "The HTTP server cannot listen on " + place + ": " + e.getCause().getMessage() + ".",
          "End the program that has the port, or choose another with --port or server.port.",
          e.getCause());
    }
  }
}
