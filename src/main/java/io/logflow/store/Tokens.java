package io.logflow.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.job.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Named tokens of the HTTP server. Only their hashes are kept, so that no copy lets anybody in. */
public final class Tokens {
  /** What a token looks like: a prefix that tools for finding secrets know, and 256 bits. */
  public static final Pattern FORM = Pattern.compile("lf_[A-Za-z0-9_-]{43}");

  private static final String PREFIX = "lf_";
  private static final int BYTES = 32;
  private static final int MOST = 200;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Rows reader;
  private final Rows rows;
  private final Clock clock;

  public Tokens(StateStore store, Clock clock) {
    this.reader = new Rows(store.guard(), store.database());
    this.rows = new Rows(store);
    this.clock = clock;
  }

  /**
   * What is on record of a token.
   *
   * @param createdAt epoch milliseconds
   * @param expiresAt epoch milliseconds; empty is never
   */
  public record Token(
      String name, TokenScope scope, long createdAt, OptionalLong expiresAt, boolean expired) {}

  /** A text that nobody can guess, of the form of a token. */
  public static String random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /**
   * Makes a token and returns it; nobody can ask for it again.
   *
   * @param lifetime how long it is valid; empty is for ever
   * @throws io.logflow.job.LogFlowException USAGE where the name is taken, or is none
   */
  public String create(String name, TokenScope scope, Optional<Duration> lifetime) {
    if (!NAME.matcher(name).matches()) {
      throw ErrorKind.USAGE.error(
          "A token cannot have this name.",
          "Take up to 64 letters, digits, points, hyphens and underscores, a letter or digit first.");
    }
    if (list().size() >= MOST) {
      throw ErrorKind.USAGE.error(
          "There are " + MOST + " tokens already.", "Revoke those that nobody uses.");
    }
    String token = random();
    long now = clock.millis();
    Long end = lifetime.map(it -> now + it.toMillis()).orElse(null);
    if (rows.update("tokens-create", name, Sha256.of(token), scope.label(), now, end) == 0) {
      throw ErrorKind.USAGE.error(
          "There is a token '" + name + "' already.",
          "Choose another name, or revoke it first: logflow token revoke " + name);
    }
    return token;
  }

  /** Ends a token; false where there is none of this name. Running servers refuse it at once. */
  public boolean revoke(String name) {
    return rows.update("tokens-revoke", name) > 0;
  }

  /** All tokens by name, those that have expired included. */
  public List<Token> list() {
    return rows.query("tokens-list").stream().map(this::token).toList();
  }

  /** Whether any token lets somebody in. */
  public boolean anyValid() {
    return list().stream().anyMatch(token -> !token.expired());
  }

  /**
   * What the bearer of this token may do; empty where it is none, or none any more. All tokens are
   * compared, each by its whole hash, so that the time it takes tells nothing of any.
   */
  public Optional<TokenScope> scopeOf(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    byte[] digest = Sha256.digest().digest(text.getBytes(UTF_8));
    Optional<TokenScope> found = Optional.empty();
    for (Map<String, Object> row : reader.query("tokens-list")) {
      byte[] known = HexFormat.of().parseHex((String) row.get("digest"));
      boolean same = MessageDigest.isEqual(known, digest);
      Token token = token(row);
      if (same && !token.expired()) {
        found = Optional.of(token.scope());
      }
    }
    return found;
  }

  private Token token(Map<String, Object> row) {
    Object end = row.get("expires_at");
    OptionalLong expiresAt =
        end instanceof Number time ? OptionalLong.of(time.longValue()) : OptionalLong.empty();
    return new Token(
        (String) row.get("name"),
        TokenScope.valueOf(((String) row.get("scope")).toUpperCase(Locale.ROOT)),
        ((Number) row.get("created_at")).longValue(),
        expiresAt,
        expiresAt.isPresent() && expiresAt.getAsLong() <= clock.millis());
  }
}
