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

  public Problem problem() {
    return problem;
  }
}
