package io.logflow.job;

/** The types of the lattice (docs/guide/types.md); STRUCT and LIST come from nested formats. */
public enum TypeKind {
  BOOLEAN,
  BIGINT,
  DOUBLE,
  DECIMAL,
  DATE,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  VARCHAR,
  STRUCT,
  LIST;

  /** Whether its values are dates or times, which are written in a format. */
  public boolean isTemporal() {
    return switch (this) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
      default -> false;
    };
  }
}
