package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.job.Contract;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Misfit;
import io.logflow.job.Plan;
import io.logflow.parquet.ArrayColumn;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Takes the fields of delimited text of which not all values fit the folder's schema: what fits
 * goes to its column, what does not to the column {@link Contract#RESCUED}.
 */
public final class RescuedFields {
  private final Plan plan;
  private final List<ArrayColumn> columns;
  private final List<One> misfits = new ArrayList<>();
  private final BitSet taken = new BitSet();
  private final int rescued;
  private final NullWords nullWords;
  private final RescuedText text = new RescuedText();
  private final Cell cell = new Cell();
  private InputPlan input;

  /** Hears of the bytes of each value, as it stands in the input, that goes to a column. */
  public interface Lengths {
    void add(int column, int bytes);
  }

  private static final class One {
    private final Misfit misfit;
    private final byte[] key;
    private final ValueFit fit;
    private final FieldParser parser;
    private int field;
    private long values;
    private Sample first;

    One(Misfit misfit, Plan plan, ConversionOptions options) {
      boolean known = misfit.column() >= 0;
      this.misfit = misfit;
      this.key = RescuedText.key(misfit.name());
      this.fit =
          known
              ? ValueFit.of(plan.columns().get(misfit.column()), misfit.reading(), options)
              : any -> false;
      this.parser =
          known
              ? FieldParsers.of(plan.columns().get(misfit.column()), options.timezone())
              : (b, from, to, column) -> {};
    }
  }

  /**
   * @param columns one for each of the plan's
   */
  public RescuedFields(Plan plan, ConversionOptions options, List<ArrayColumn> columns) {
    this.plan = plan;
    this.columns = columns;
    this.nullWords = new NullWords(options.nullValues());
    plan.rescue().orElseThrow().misfits().forEach(it -> misfits.add(new One(it, plan, options)));
    this.rescued = plan.schema().indexOf(Contract.RESCUED);
    taken.set(rescued);
    misfits.stream().map(it -> it.misfit.column()).filter(it -> it >= 0).forEach(taken::set);
  }

  /** Whether a column is taken care of here. */
  public boolean takes(int column) {
    return taken.get(column);
  }

  /** Takes records of this input from here on. */
  public void begin(InputPlan next) {
    input = next;
    cell.input = plan.inputs().indexOf(next);
    misfits.forEach(it -> it.field = it.misfit.fields().get(cell.input));
  }

  /**
   * Takes a sound record.
   *
   * @throws IllegalArgumentException or ArithmeticException if a value is not what it fits
   */
  public void add(RecordReader record, Lengths lengths) {
    cell.b = record.buffer();
    cell.line = record.line();
    for (One one : misfits) {
      add(record, one, lengths);
    }
    int bytes = text.end(columns.get(rescued));
    if (bytes > 0) {
      lengths.add(rescued, bytes);
    }
  }

  private void add(RecordReader record, One one, Lengths lengths) {
    int column = one.misfit.column();
    boolean value = one.field >= 0 && !isNull(record, one.field);
    if (value) {
      cell.from = record.start(one.field);
      cell.to = record.end(one.field);
    }
    if (value && one.fit.fits(cell)) {
      one.parser.add(cell.b, cell.from, cell.to, columns.get(column));
      lengths.add(column, cell.length());
      return;
    }
    if (column >= 0) {
      columns.get(column).addNull();
    }
    if (value) {
      text.string(one.key, cell);
      one.first = one.first == null ? cell.sample() : one.first;
      one.values++;
    }
  }

  private boolean isNull(RecordReader record, int field) {
    return (input.quotedNulls() || !record.quoted(field))
        && nullWords.matches(record.buffer(), record.start(field), record.end(field));
  }

  /** What did not fit so far. */
  List<Misfit> counted() {
    List<String> names =
        plan.inputs().stream().map(InputPlan::input).map(Input::originalName).toList();
    return misfits.stream()
        .map(it -> it.misfit.counted(it.values, it.first == null ? "" : it.first.where(names)))
        .toList();
  }
}
