package io.logflow.format.csv;

/**
 * What a record may be at most.
 *
 * @param recordBytes bytes, counted in UTF-8
 * @param columns fields
 * @param pads whether missing fields are taken for NULL and empty ones too many are dropped
 */
public record RecordLimits(long recordBytes, int columns, boolean pads) {

  /** Limits with which every row needs its fields. */
  public RecordLimits(long recordBytes, int columns) {
    this(recordBytes, columns, false);
  }
}
