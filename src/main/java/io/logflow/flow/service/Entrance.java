package io.logflow.flow.service;

import io.logflow.http.AccessToken;
import io.logflow.http.FailureLimit;
import io.logflow.http.Guard;
import io.logflow.http.HttpService;
import io.logflow.http.Listeners;
import io.logflow.http.Origins;
import io.logflow.http.tls.HostNames;
import io.logflow.http.tls.ServerCertificate;
import io.logflow.job.ErrorKind;
import io.logflow.settings.ServerSettings;
import io.logflow.store.StateStore;
import io.logflow.store.TokenScope;
import io.logflow.store.Tokens;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is let in, and how: programs of this machine, or with TLS those of others.
 *
 * @param certificate what the server shows; empty where it speaks to this machine only
 */
record Entrance(ServerSettings server, Guard guard, Optional<ServerCertificate> certificate) {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final HostNames LOCAL = HostNames.of(List.of("localhost", "127.0.0.1", "::1"));
  private static final int WRONG_TOKENS_A_MINUTE = 20;

  /**
   * The entrance that the settings ask for.
   *
   * @throws io.logflow.job.LogFlowException CONFIGURATION where others are to be let in without a
   *     token or a certificate
   */
  static Entrance of(ServerSettings server, StateStore store) {
    if (server.corsOrigins().contains(Origins.EVERY)) {
      if (!server.network()) {
        throw ErrorKind.CONFIGURATION.error(
            "server.cors_origins is \"*\", and on this machine alone every web site would be let in"
                + " that has the token.",
            "List the origins, for example https://reports.example.com.");
      }
      LOG.warn(
          "server.cors_origins is \"*\": pages of every web site that have a token are let in.");
    }
    Tokens tokens = new Tokens(store, Clock.systemUTC());
    return server.network() ? network(server, tokens) : local(server, tokens);
  }

  private static Entrance local(ServerSettings server, Tokens tokens) {
    AccessToken ours = AccessToken.at(server.tokenFile());
    Guard guard =
        new Guard(
            "http",
            () -> LOCAL,
            text -> ours.matches(text) ? Optional.of(TokenScope.ADMIN) : tokens.scopeOf(text),
            failures(),
            new Origins(server.corsOrigins()));
    return new Entrance(server, guard, Optional.empty());
  }

  /** The token of the file is for this machine: it has no end, and no name to revoke it by. */
  private static Entrance network(ServerSettings server, Tokens tokens) {
    if (!tokens.anyValid()) {
      throw ErrorKind.CONFIGURATION.error(
          "With --network the server lets in who has a token, and there is none that is valid.",
          "Make one: logflow token create NAME --scope write --expires 90d");
    }
    ServerCertificate certificate = certificate(server);
    Guard guard =
        new Guard(
            "https",
            () -> certificate.identity().names(),
            tokens::scopeOf,
            failures(),
            new Origins(server.corsOrigins()));
    return new Entrance(server, guard, Optional.of(certificate));
  }

  private static ServerCertificate certificate(ServerSettings server) {
    if (server.certificate().isPresent() != server.key().isPresent()) {
      throw ErrorKind.CONFIGURATION.error(
          "server.cert and server.key belong together, and one of them is missing.",
          "Give both, or none: then a certificate is made.");
    }
    if (server.certificate().isEmpty()) {
      HostNames names = Listeners.names(server.host(), server.hosts());
      return ServerCertificate.ownIn(server.tlsFolder(), names);
    }
    Path key = server.key().orElseThrow();
    HostNames names = HostNames.of(server.hosts());
    return ServerCertificate.ofFiles(server.certificate().get(), key, names);
  }

  private static FailureLimit failures() {
    return new FailureLimit(WRONG_TOKENS_A_MINUTE, System::nanoTime);
  }

  /** Lets them in, and returns the port. */
  int open(HttpService http) {
    return certificate.isPresent()
        ? http.open(server.host(), server.port(), certificate.get())
        : http.open(server.host(), server.port());
  }

  /** Where the server is reached that has this port. */
  String url(int port) {
    String host = certificate.map(it -> it.identity().names().example()).orElse(server.host());
    String scheme = certificate.isPresent() ? "https://" : "http://";
    return scheme + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
