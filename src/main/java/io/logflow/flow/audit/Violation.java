package io.logflow.flow.audit;

/**
 * Something that must not be.
 *
 * @param invariant what it violates
 * @param where a file, folder or database
 * @param what is wrong there, one sentence
 * @param remedy what to do about it, one sentence
 */
public record Violation(Invariant invariant, String where, String what, String remedy) {}
