package io.logflow.job;

/**
 * Which engine, and why.
 *
 * @param engine the engine's name
 * @param reason one clause, for example {@code input is 12 KB, under duckdb_from 64 MB}
 */
public record EngineChoice(String engine, String reason) {}
