package io.logflow.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields of requests that are structured (RFC 9651). */
final class Fields {
  private static final Pattern SHA256 =
      Pattern.compile("(?:^|,)\\s*sha-256\\s*=\\s*:([A-Za-z0-9+/=]{0,100}):");
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private Fields() {}

  /** The SHA-256, lower-case hex, that a client says its body has ({@code Content-Digest}). */
  static Optional<String> contentDigest(HttpServerRequest request) {
    String text = request.getHeader("Content-Digest");
    if (text == null) {
      return Optional.empty();
    }
    Matcher matcher = SHA256.matcher(text);
    if (!matcher.find()) {
      return Optional
          .empty(); // Of algorithms that nobody here knows nothing is said (RFC 9530, 2).
    }
    try {
      return Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1))));
    } catch (IllegalArgumentException e) {
      throw bad("Content-Digest is not as RFC 9530 writes it: sha-256=:BASE64:.");
    }
  }

  /** By what a client knows its request again; its quotes do not belong to it. */
  static Optional<String> idempotencyKey(HttpServerRequest request) {
    String text = request.getHeader("Idempotency-Key");
    if (text == null) {
      return Optional.empty();
    }
    String key = text.strip().replaceAll("^\"(.*)\"$", "$1");
    if (!KEY.matcher(key).matches()) {
      throw bad("Idempotency-Key must have 1 to 255 visible ASCII characters.");
    }
    return Optional.of(key);
  }

  /** A truth value, {@code ?1} or {@code ?0}. */
  static Optional<Boolean> truth(HttpServerRequest request, String name) {
    String text = request.getHeader(name);
    if (text != null && !text.equals("?0") && !text.equals("?1")) {
      throw bad("The field " + name + " must be ?0 or ?1.");
    }
    return Optional.ofNullable(text).map(it -> it.equals("?1"));
  }

  /** A number of bytes. */
  static OptionalLong bytes(HttpServerRequest request, String name) {
    String text = request.getHeader(name);
    if (text == null) {
      return OptionalLong.empty();
    }
    if (!text.matches("[0-9]{1,15}")) {
      throw bad("The field " + name + " must be a number of bytes.");
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  static Refused bad(String detail) {
    return new Refused(400, "usage", detail, "Mend the field and send the request again.");
  }
}
