package io.logflow.job;

/**
 * Which engine, and why.
 *
 * @param engine the engine's name
 * @param reason one clause, for example {@code input is 12 KB, under duckdb_from 64 MB}
 * @param otherwise the engine to ask next where this one cannot carry out the plan
 */
public record EngineChoice(String engine, String reason, String otherwise) {

  /** A choice for which {@code avro} stands in. */
  public EngineChoice(String engine, String reason) {
    this(engine, reason, "avro");
  }
}
