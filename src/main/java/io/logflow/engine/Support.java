package io.logflow.engine;

/**
 * An engine's answer to a plan.
 *
 * @param yes whether it can carry the plan out
 * @param reason why not, one clause; empty where it can
 */
public record Support(boolean yes, String reason) {
  public static final Support YES = new Support(true, "");

  /** Where some values go to a column of their own, which is found out value by value. */
  public static final Support RESCUES =
      no("values that do not fit the folder's schema are rescued row by row");

  public static Support no(String reason) {
    return new Support(false, reason);
  }
}
