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
  LIST
}
