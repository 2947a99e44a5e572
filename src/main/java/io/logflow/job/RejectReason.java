package io.logflow.job;

import java.util.Locale;

/** Why a row cannot be taken in. */
public enum RejectReason {
  TOO_FEW_FIELDS,
  TOO_MANY_FIELDS,
  BROKEN_QUOTING,
  BROKEN_SYNTAX,
  UNDECODABLE,
  OVER_LIMIT;

  /** In words, as rejects files have it: {@code too few fields}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
