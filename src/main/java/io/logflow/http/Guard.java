package io.logflow.http;

import static java.util.Objects.requireNonNull;

import io.logflow.http.tls.HostNames;
import io.logflow.store.TokenScope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides whether a request is let in: by the host that it names, then by the page that it comes
 * from, then by its token. Only then anything else looks at it.
 */
public final class Guard {
  /** What may be asked for without a token. */
  static final String HEALTH = "/api/health";

  /** What a page of another origin cannot send (W3C Fetch Metadata). */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private static final String BEARER = "bearer ";

  private final String scheme;
  private final Supplier<HostNames> hosts;
  private final Function<String, Optional<TokenScope>> scopes;
  private final FailureLimit failures;
  private final Origins pages;

  /**
   * A guard.
   *
   * @param scheme {@code http} or {@code https}
   * @param hosts names and addresses under which the server may be asked now
   * @param scopes what the bearer of a token may do; empty where it is no valid one
   * @param failures counts tokens that are not
   * @param pages whose pages are let in, beside the server's own
   */
  public Guard(
      String scheme,
      Supplier<HostNames> hosts,
      Function<String, Optional<TokenScope>> scopes,
      FailureLimit failures,
      Origins pages) {
    this.scheme = requireNonNull(scheme, "scheme is null");
    this.hosts = requireNonNull(hosts, "hosts is null");
    this.scopes = requireNonNull(scopes, "scopes is null");
    this.failures = requireNonNull(failures, "failures is null");
    this.pages = requireNonNull(pages, "pages is null");
  }

  /**
   * What of a request the guard looks at; each field as often as it was sent.
   *
   * @param method in upper case
   * @param target what stands behind the method
   * @param hosts the fields {@code Host}
   * @param origins the fields {@code Origin}
   * @param sites the fields {@code Sec-Fetch-Site}
   * @param authorizations the fields {@code Authorization}
   * @param address whom it comes from
   */
  public record Asked(
      String method,
      String target,
      List<String> hosts,
      List<String> origins,
      List<String> sites,
      List<String> authorizations,
      String address) {}

  /** Why a request is not let in; empty where it is. */
  public Optional<Problem> refuses(Asked asked) {
    return host(asked).or(() -> origin(asked)).or(() -> token(asked));
  }

  /** The origin that a browser is told to let read the answer; empty where it is to let none. */
  Optional<String> page(Asked asked) {
    return host(asked).isPresent() ? Optional.empty() : pages.allowed(asked.origins());
  }

  private Optional<Problem> host(Asked asked) {
    if (!asked.target().startsWith("/")) {
      return refused(400, "The request names no path.", "Ask for a path that begins with a slash.");
    }
    if (asked.hosts().size() != 1) {
      return refused(400, "The request has no Host, or several.", "Send one field Host.");
    }
    HostNames known = hosts.get();
    boolean ours =
        Authority.of(asked.hosts().get(0)).filter(it -> known.holds(it.host())).isPresent();
    return ours
        ? Optional.empty()
        : refused(
            421,
            "This server does not go by the name that the request asks for.",
            "Ask for one of: " + String.join(", ", known.list()) + ".");
  }

  private Optional<Problem> origin(Asked asked) {
    if (pages.allowed(asked.origins()).isPresent()) {
      return Optional.empty();
    }
    String own = scheme + "://" + asked.hosts().get(0).toLowerCase(Locale.ROOT);
    boolean foreign =
        asked.origins().stream().anyMatch(origin -> !origin.toLowerCase(Locale.ROOT).equals(own))
            || !OWN_SITES.containsAll(asked.sites());
    return foreign
        ? refused(
            403,
            "Pages of other origins may not use this server.",
            "Ask from a program, or list the page's origin in server.cors_origins.")
        : Optional.empty();
  }

  private Optional<Problem> token(Asked asked) {
    if (isHealth(asked)) {
      return Optional.empty();
    }
    Optional<String> token = bearer(asked.authorizations());
    Optional<TokenScope> scope = token.flatMap(scopes);
    if (scope.isPresent()) {
      return scope(scope.get(), NeededScope.of(asked.method(), asked.target()));
    }
    if (token.isPresent() && !failures.allows(asked.address())) {
      return Optional.of(
          new Problem(429, "usage", "Too many wrong tokens.", "Wait a minute.")
              .with("Retry-After", "60"));
    }
    return Optional.of(
        new Problem(
                401,
                "usage",
                "The request has no valid token.",
                "Send the field Authorization: Bearer TOKEN; 'logflow serve' tells how to get one.")
            .with("WWW-Authenticate", "Bearer realm=\"logflow\""));
  }

  private static Optional<Problem> scope(TokenScope has, TokenScope needed) {
    return has.allows(needed)
        ? Optional.empty()
        : Optional.of(
            new Problem(
                    403,
                    "usage",
                    "The token has the scope "
                        + has.label()
                        + ", and this needs "
                        + needed.label()
                        + ".",
                    "Use a token of that scope; see 'logflow token create'.")
                .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\""));
  }

  private static boolean isHealth(Asked asked) {
    return asked.target().equals(HEALTH) && Set.of("GET", "HEAD").contains(asked.method());
  }

  private static Optional<String> bearer(List<String> authorizations) {
    return Optional.of(authorizations)
        .filter(all -> all.size() == 1)
        .map(all -> all.get(0))
        .filter(one -> one.toLowerCase(Locale.ROOT).startsWith(BEARER))
        .map(one -> one.substring(BEARER.length()).strip());
  }

  private static Optional<Problem> refused(int status, String detail, String remedy) {
    return Optional.of(new Problem(status, "usage", detail, remedy));
  }
}
