package io.logflow.job;

/** Why a row cannot be taken in. */
public enum RejectReason {
  TOO_FEW_FIELDS,
  TOO_MANY_FIELDS,
  BROKEN_QUOTING,
  BROKEN_SYNTAX,
  UNDECODABLE,
  OVER_LIMIT
}
