package io.logflow.job;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * Makes job ids: ULIDs (github.com/ulid/spec), 26 characters of Crockford's base 32 in lower case,
 * the first 10 the time, the last 16 random.
 */
public final class JobIds {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private final SecureRandom random = new SecureRandom();
  private final Clock clock;

  public JobIds(Clock clock) {
    this.clock = clock;
  }

  /** A new id. */
  public String next() {
    StringBuilder id = new StringBuilder(26);
    long millis = clock.millis();
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(DIGITS.charAt((int) (millis >>> shift) & 31));
    }
    for (int i = 0; i < 16; i++) {
      id.append(DIGITS.charAt(random.nextInt(32)));
    }
    return id.toString();
  }

  /** The last eight characters, which stand in file names. */
  public static String shortForm(String jobId) {
    return jobId.substring(Math.max(0, jobId.length() - 8));
  }
}
