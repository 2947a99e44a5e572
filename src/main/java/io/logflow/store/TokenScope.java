package io.logflow.store;

import java.util.Locale;

/** What the bearer of a token may do; each scope holds those before it. */
public enum TokenScope {
  /** Look at jobs and fetch results. */
  READ,
  /** Also send files, convert, try again and cancel. */
  WRITE,
  /** Also what changes settings, and removes what is kept. */
  ADMIN;

  /** Whether this scope is enough for what needs the other one. */
  public boolean allows(TokenScope needed) {
    return compareTo(needed) >= 0;
  }

  /** The name in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
