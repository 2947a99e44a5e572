package io.logflow.job;

import java.util.List;
import java.util.Optional;

/**
 * How one input is read.
 *
 * @param input the input, inspected
 * @param fieldNames names of its fields, in order, after numbering empty and equal ones
 * @param fieldOfColumn for each column of the plan the index of the field, -1 where this input has
 *     none
 * @param quotedNulls whether quoted fields may be NULL (the file quotes everything)
 * @param clean whether the scan found no structural anomaly, so that any reader sees the same rows
 * @param lineRecords whether the scan saw that each record is one line; false where it did not look
 * @param rowsRead records, header not counted: taken in, rejected and skipped together
 * @param rowsRejected records rejected
 * @param rowsSkipped records skipped with a reason
 * @param longestRecord bytes of the longest record, counted in UTF-8, without its line ending
 * @param sha256 of the bytes as they came in, lower-case hex; empty in a hypothesis
 */
public record InputPlan(
    Input input,
    List<String> fieldNames,
    List<Integer> fieldOfColumn,
    boolean quotedNulls,
    boolean clean,
    boolean lineRecords,
    long rowsRead,
    long rowsRejected,
    long rowsSkipped,
    long longestRecord,
    Optional<String> sha256) {
  public InputPlan {
    fieldNames = List.copyOf(fieldNames);
    fieldOfColumn = List.copyOf(fieldOfColumn);
  }

  /** A plan for an input of which nobody looked whether each record is one line. */
  public InputPlan(
      Input input,
      List<String> fieldNames,
      List<Integer> fieldOfColumn,
      boolean quotedNulls,
      boolean clean,
      long rowsRead,
      long rowsRejected,
      long rowsSkipped,
      long longestRecord,
      Optional<String> sha256) {
    this(
        input,
        fieldNames,
        fieldOfColumn,
        quotedNulls,
        clean,
        false,
        rowsRead,
        rowsRejected,
        rowsSkipped,
        longestRecord,
        sha256);
  }

  /** Rows that go to the output. */
  public long rowsTaken() {
    return rowsRead - rowsRejected - rowsSkipped;
  }
}
