package io.logflow.scan;

import io.logflow.format.json.JsonTape;
import io.logflow.job.ColumnPlan;
import io.logflow.job.Contract;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.JsonField;
import io.logflow.job.Misfit;
import io.logflow.job.Misfit.Reading;
import io.logflow.job.Plan;
import io.logflow.parquet.ArrayColumn;
import io.logflow.parquet.BatchColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the values of JSON records of which not all fit the folder's schema. */
final class RescuedValues {
  private final Plan plan;
  private final ConversionOptions options;
  private final int column;
  private final RescuedText text = new RescuedText();
  private final List<One> ones = new ArrayList<>();

  RescuedValues(Plan plan, ConversionOptions options) {
    this.plan = plan;
    this.options = options;
    this.column = plan.schema().indexOf(Contract.RESCUED);
    plan.rescue().orElseThrow().misfits().forEach(misfit -> ones.add(new One(misfit)));
  }

  /** One misfit, as a column that takes what stands under its key. */
  private final class One extends JsonColumn {
    private final Misfit misfit;
    private final byte[] key;
    private final JsonFit fit;
    private JsonColumn inner;
    private long values;
    private Sample first;

    One(Misfit misfit) {
      this.misfit = misfit;
      this.key = RescuedText.key(misfit.name());
      boolean none = misfit.column() < 0 || misfit.reading() == Reading.NONE;
      this.fit = none ? null : fit(plan.columns().get(misfit.column()));
    }

    private JsonFit fit(ColumnPlan planned) {
      return new JsonFit(
          misfit.json().orElseThrow(),
          planned.column().type(),
          options.contract().column(misfit.name()).orElse(null),
          options);
    }

    @Override
    void add(JsonCursor cursor, int token) {
      if (cursor.tape.kind(token) == JsonTape.NULL) {
        addNull();
      } else if (fit != null && fit.fits(cursor, token)) {
        inner.add(cursor, token);
      } else {
        rescue(cursor, token);
        addNull();
      }
    }

    private void rescue(JsonCursor cursor, int token) {
      Cell cell = cursor.verbatim(token);
      text.json(key, cell);
      first = first == null ? cell.sample() : first;
      values++;
    }

    @Override
    void addNull() {
      if (inner != null) {
        inner.addNull();
      }
    }

    @Override
    BatchColumn batch() {
      return inner == null ? null : inner.batch();
    }
  }

  /** The planned columns, some of which look at each value first. */
  List<JsonColumn> columns(List<JsonColumn> planned) {
    List<JsonColumn> all = new ArrayList<>(planned);
    for (One one : ones) {
      if (one.misfit.column() >= 0) {
        one.inner = planned.get(one.misfit.column());
        all.set(one.misfit.column(), one);
      }
    }
    return all;
  }

  private static boolean isStray(One one) {
    return one.misfit.column() < 0 && !one.misfit.json().orElseThrow().keyless();
  }

  /** What takes the values of keys that are no columns. */
  List<JsonColumn> strays() {
    return ones.stream().filter(RescuedValues::isStray).<JsonColumn>map(one -> one).toList();
  }

  /** Where those values are. */
  List<JsonField> strayFields() {
    return ones.stream()
        .filter(RescuedValues::isStray)
        .map(one -> one.misfit.json().orElseThrow())
        .toList();
  }

  /** Takes a record that is no object. */
  void record(JsonCursor cursor) {
    ones.stream()
        .filter(one -> one.misfit.column() < 0 && !isStray(one))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not an object"))
        .add(cursor, 0);
  }

  /** The place of the column that takes what does not fit. */
  int column() {
    return column;
  }

  /**
   * Ends a record.
   *
   * @return bytes of what did not fit; 0 where all did
   */
  int end(BatchColumn rescued) {
    return text.end((ArrayColumn) rescued);
  }

  /** What did not fit so far. */
  List<Misfit> counted() {
    List<String> names =
        plan.inputs().stream().map(InputPlan::input).map(Input::originalName).toList();
    return ones.stream()
        .map(
            one ->
                one.misfit.counted(
                    one.values,
                    Optional.ofNullable(one.first).map(it -> it.where(names)).orElse("")))
        .toList();
  }
}
