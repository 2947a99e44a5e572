package io.logflow.engine.arrow;

import io.logflow.job.ColumnPlan;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.PageOptions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The columns that are encoded, as a plan has them, for all threads. */
final class Columns {
  private static final int FAILED = 1;
  private static final int QUOTED_NULL = 2;

  private final Plan plan;
  private final BitSet wanted;
  private final Optional<ZoneId> zone;
  private final PageOptions options;
  private final AtomicIntegerArray notes;

  /**
   * @param wanted columns of the plan to encode
   */
  Columns(Job job, Plan plan, BitSet wanted, PageOptions options) {
    this.plan = plan;
    this.wanted = wanted;
    this.zone = job.options().timezone();
    this.options = options;
    this.notes = new AtomicIntegerArray(plan.columns().size());
  }

  int count() {
    return plan.columns().size();
  }

  /** Encoders of one thread; null for a column that is not wanted. */
  List<ColumnEncoder> encoders() {
    List<ColumnEncoder> all = new ArrayList<>(count());
    for (int column = 0; column < count(); column++) {
      ColumnPlan one = plan.columns().get(column);
      all.add(wanted.get(column) ? ColumnEncoder.of(one, zone, options) : null);
    }
    return all;
  }

  /** For each field of an input the columns that come of it. */
  int[][] columnsOfFields(int input) {
    InputPlan read = plan.inputs().get(input);
    int[][] all = new int[read.fieldNames().size()][0];
    for (int column : wanted.stream().toArray()) {
      int field = read.fieldOfColumn().get(column);
      if (field >= 0) {
        all[field] = Arrays.copyOf(all[field], all[field].length + 1);
        all[field][all[field].length - 1] = column;
      }
    }
    return all;
  }

  /** Columns that come of no field of an input. */
  int[] missing(int input) {
    List<Integer> fields = plan.inputs().get(input).fieldOfColumn();
    return wanted.stream().filter(column -> fields.get(column) < 0).toArray();
  }

  boolean quotedNulls(int input) {
    return plan.inputs().get(input).quotedNulls();
  }

  /** Notes a value that is not of the column's type: it is encoded no more. */
  void fail(int column) {
    note(column, FAILED);
  }

  boolean failed(int column) {
    return (notes.get(column) & FAILED) != 0;
  }

  /** Notes that it depends on what other fields are whether a field is NULL. */
  void quotedNull(int column) {
    note(column, QUOTED_NULL);
  }

  boolean anyQuotedNull(int column) {
    return (notes.get(column) & QUOTED_NULL) != 0;
  }

  private void note(int column, int bit) {
    notes.accumulateAndGet(column, bit, (old, add) -> old | add);
  }
}
