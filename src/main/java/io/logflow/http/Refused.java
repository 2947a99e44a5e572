package io.logflow.http;

import static java.util.Objects.requireNonNull;

/** A request that is answered with a problem. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public Refused(Problem problem) {
    super(problem.detail());
    this.problem = requireNonNull(problem, "problem is null");
  }

  /** A request that is answered with this status. */
  public Refused(int status, String kind, String detail, String remedy) {
    this(new Problem(status, kind, detail, remedy));
  }

  /** More than may be taken in. */
  static Refused tooLarge(String what) {
    return new Refused(
        413,
        "limit_exceeded",
        what + " is larger than server.max_upload_size.",
        "Send less, or raise server.max_upload_size.");
  }

  /** A key was given for another request (draft-ietf-httpapi-idempotency-key-header-07, 2.7). */
  public static Refused otherRequest() {
    return new Refused(
        422,
        "usage",
        "Another request was made with this Idempotency-Key.",
        "Take a new key for another file or other options.");
  }

  /** Another request holds what this one needs. */
  static Refused inUse() {
    return new Refused(
        new Problem(
                409,
                "usage",
                "Another request adds to this upload, or has its Idempotency-Key.",
                "Wait for its end, or send this one again.")
            .with("Retry-After", "2"));
  }

  public Problem problem() {
    return problem;
  }
}
