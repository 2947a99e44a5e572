package io.logflow.format.csv;

/** Says in a sentence what is wrong with a record. */
final class Faults {
  private Faults() {}

  static String otherWidth(int found, int expected) {
    String fields = found == 1 ? "1 field" : found + " fields";
    return "The record has " + fields + ", expected " + expected + ".";
  }

  static String tooWide(int found, int most) {
    return "The record has " + found + " fields, at most " + most + " are allowed (max_columns).";
  }

  static String tooLong(long most) {
    return "The record is longer than " + most + " bytes, the longest allowed (max_record_size).";
  }

  /**
   * @param field place of the field, from 1
   */
  static String brokenQuoting(FieldScanner.Failure failure, int field) {
    return failure == FieldScanner.Failure.NEVER_CLOSED
        ? "The quote that opens field " + field + " is never closed."
        : "Text follows the quote that closes field " + field + ".";
  }
}
