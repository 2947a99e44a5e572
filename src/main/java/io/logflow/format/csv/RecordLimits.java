package io.logflow.format.csv;

/**
 * What a record may be at most, and hold.
 *
 * @param recordBytes bytes, counted in UTF-8
 * @param columns fields
 * @param pads whether missing fields are taken for NULL and empty ones too many are dropped
 * @param replacing whether U+FFFD takes the place of bytes that do not decode; else they are a
 *     problem of their record
 */
public record RecordLimits(long recordBytes, int columns, boolean pads, boolean replacing) {

  /** Limits with which every row needs its fields, and bytes that decode. */
  public RecordLimits(long recordBytes, int columns) {
    this(recordBytes, columns, false, false);
  }
}
