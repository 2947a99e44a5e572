package io.logflow.http;

import io.logflow.store.TokenScope;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which scope a request needs; the one place where this is decided. What is not known here needs
 * all, so that a new path is closed until somebody opens it.
 */
final class NeededScope {
  private static final Set<String> ASKING = Set.of("GET", "HEAD");

  /** Written out: what a router would read in another way, such as dots, does not match. */
  private static final Pattern SENT =
      Pattern.compile("/api/v1/(upload|convert|schema|job/[A-Za-z0-9-]+/retry)");

  private static final Pattern OWN = Pattern.compile("/api/v1/(upload|job)/[A-Za-z0-9-]+");

  private NeededScope() {}

  /**
   * The scope that a request needs.
   *
   * @param method in upper case
   * @param target path and query as they were sent
   * @throws Refused 400 where the query cannot be read
   */
  static TokenScope of(String method, String target) {
    if (ASKING.contains(method)) {
      return TokenScope.READ;
    }
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Query query = new Query(mark < 0 ? null : target.substring(mark + 1));
    boolean sends = method.equals("POST") && SENT.matcher(path).matches();
    boolean goesOn = method.equals("PATCH") && OWN.matcher(path).matches();
    boolean ends =
        method.equals("DELETE") && OWN.matcher(path).matches() && query.text("purge").isEmpty();
    return sends || goesOn || ends ? TokenScope.WRITE : TokenScope.ADMIN;
  }
}
