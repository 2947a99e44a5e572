package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.RowBatch;
import io.logflow.job.Plan;
import io.logflow.parquet.TextTable;

/**
 * Sees the rows of a job's inputs while they are scanned, so that who wants to work on them need
 * not read them again.
 */
public interface RowTap {
  /** Stands for a NULL among times. */
  long NO_TIME = Long.MIN_VALUE;

  /**
   * Comes before all rows.
   *
   * @param hypothesis what samples of the inputs tell
   * @return whether it wants to see any
   */
  boolean begin(Plan hypothesis);

  /** Opens a stretch of rows of an input. In any thread, as is what follows on the stretch. */
  Stretch open(int input);

  /**
   * Sees rows. Of a batch it sees each field in turn, and of a field each row once and in order:
   * runs of rows that were read together, and single ones. Then the next batch follows, or a
   * record.
   */
  interface Stretch {

    /**
     * Sees numbers of at most fifteen digits and NULLs.
     *
     * @param end behind the last row
     * @param packed by row; for {@link PlainNumber}, of which {@link PlainNumber#NONE} is NULL
     */
    void numbers(RowBatch batch, int field, int row, int end, long[] packed);

    /**
     * Sees dates and times of the forms that ISO 8601 has, and NULLs.
     *
     * @param nanos by row; since 1970-01-01T00:00 as written or, with an offset, in UTC; {@link
     *     #NO_TIME} for NULL
     */
    void times(RowBatch batch, int field, int row, int end, long[] nanos);

    /** Sees true and false, and NULLs, which are empty. */
    void booleans(RowBatch batch, int field, int row, int end);

    /**
     * The dictionary in which the texts of a field's next run are looked up, before they are shown.
     * The scan notes their hashes there.
     *
     * @return null where none is kept
     */
    TextTable dictionary(int field);

    /**
     * Sees texts, and NULLs, which are empty.
     *
     * @param indices by row in the dictionary, where there was one
     */
    void texts(RowBatch batch, int field, int row, int end, long[] indices);

    /**
     * Sees a batch in which a field is NULL in all rows.
     *
     * @param count how many rows
     */
    void nulls(int field, int count);

    /** Sees any one value, or NULL. */
    void value(RowBatch batch, int field, int row);

    /** Has seen all fields of a batch. */
    void end(RowBatch batch);

    /** Sees a whole sound record. */
    void record(RecordReader record);

    /**
     * Has seen all rows, and is used no more.
     *
     * @return is run in the order of the stretches' rows; is not run where the rows come again in
     *     another stretch
     */
    Runnable close();
  }
}
