package io.logflow.engine;

/**
 * An engine's answer to a plan.
 *
 * @param yes whether it can carry the plan out
 * @param reason why not, one clause; empty where it can
 */
public record Support(boolean yes, String reason) {
  public static final Support YES = new Support(true, "");

  public static Support no(String reason) {
    return new Support(false, reason);
  }
}
