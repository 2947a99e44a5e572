package io.logflow.format.csv;

/**
 * What a record may be at most.
 *
 * @param recordBytes bytes, counted in UTF-8
 * @param columns fields
 */
public record RecordLimits(long recordBytes, int columns) {}
