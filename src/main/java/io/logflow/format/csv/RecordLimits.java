package io.logflow.format.csv;

/**
 * What a record may be at most, and hold.
 *
 * @param recordBytes bytes, counted in UTF-8
 * @param columns fields
 * @param replacing whether U+FFFD takes the place of bytes that do not decode; else they are a
 *     problem of their record
 */
public record RecordLimits(long recordBytes, int columns, boolean replacing) {

  /** Limits of records in which bytes that do not decode are a problem. */
  public RecordLimits(long recordBytes, int columns) {
    this(recordBytes, columns, false);
  }
}
