package io.logflow.flow.doctor;

/**
 * How one thing is that LogFlow needs.
 *
 * @param level whether it is well
 * @param subject what was looked at
 * @param text how it is
 * @param remedy what to do about it; empty where it is well
 */
public record Finding(Level level, String subject, String text, String remedy) {

  /** Whether something is well. */
  public enum Level {
    OK,
    /** LogFlow works, and not as well as it could. */
    WARN,
    /** LogFlow does not work. */
    FAIL
  }

  static Finding ok(String subject, String text) {
    return new Finding(Level.OK, subject, text, "");
  }

  static Finding warn(String subject, String text, String remedy) {
    return new Finding(Level.WARN, subject, text, remedy);
  }

  static Finding fail(String subject, String text, String remedy) {
    return new Finding(Level.FAIL, subject, text, remedy);
  }
}
