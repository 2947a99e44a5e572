package io.logflow.engine.arrow;

import io.logflow.format.RecordReader;
import io.logflow.format.RowBatch;
import io.logflow.parquet.PageRun;
import io.logflow.parquet.TextTable;
import io.logflow.scan.NullWords;
import io.logflow.scan.RowTap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Encodes a stretch of rows in parts of bounded size. One thread at a time; used again. */
final class StretchEncoder implements RowTap.Stretch {
  private final Columns columns;
  private final List<ColumnEncoder> encoders;
  private final NullWords nullWords;
  private final long partBytes;
  private final Consumer<List<Part>> taker;
  private final Consumer<StretchEncoder> done;
  private List<Part> parts = new ArrayList<>();

  /** Of columns; what was noted counts only if the stretch does. */
  private BitSet failed = new BitSet();

  private BitSet quotedNull = new BitSet();
  private int input = -1;
  private int[][] columnsOfFields;
  private int[] missing;
  private boolean quotedNulls;
  private int rows;
  private long bytes;

  /**
   * @param partBytes bytes of text after which a part ends
   * @param taker takes the parts of each stretch, in order of the stretches
   * @param done is told when the encoder may be used again
   */
  StretchEncoder(
      Columns columns,
      NullWords nullWords,
      long partBytes,
      Consumer<List<Part>> taker,
      Consumer<StretchEncoder> done) {
    this.columns = columns;
    this.encoders = columns.encoders();
    this.nullWords = nullWords;
    this.partBytes = partBytes;
    this.taker = taker;
    this.done = done;
  }

  /** Begins a stretch of an input. */
  void begin(int next) {
    clear();
    if (next != input) {
      input = next;
      columnsOfFields = columns.columnsOfFields(next);
      missing = columns.missing(next);
      quotedNulls = columns.quotedNulls(next);
    }
  }

  private void clear() {
    parts = new ArrayList<>();
    failed = new BitSet();
    quotedNull = new BitSet();
    rows = 0;
    bytes = 0;
    encoders.stream().filter(encoder -> encoder != null).forEach(ColumnEncoder::clear);
  }

  /** Something to do with a column's encoder that a value may spoil. */
  private interface Step {
    void run(ColumnEncoder encoder);
  }

  private boolean good(int column) {
    return !failed.get(column) && !columns.failed(column);
  }

  private void each(int field, Step step) {
    for (int column : columnsOfFields[field]) {
      if (good(column)) {
        try {
          step.run(encoders.get(column));
        } catch (IllegalArgumentException | ArithmeticException unexpected) {
          failed.set(column);
        }
      }
    }
  }

  @Override
  public void numbers(RowBatch batch, int field, int row, int end, long[] packed) {
    each(field, encoder -> encoder.numbers(batch, field, row, end, packed));
  }

  @Override
  public void times(RowBatch batch, int field, int row, int end, long[] nanos) {
    each(field, encoder -> encoder.times(batch, field, row, end, nanos));
  }

  @Override
  public void booleans(RowBatch batch, int field, int row, int end) {
    each(field, encoder -> encoder.booleans(batch, field, row, end));
  }

  @Override
  public TextTable dictionary(int field) {
    int[] of = columnsOfFields[field];
    return of.length == 1 && good(of[0]) ? encoders.get(of[0]).dictionary() : null;
  }

  @Override
  public void texts(RowBatch batch, int field, int row, int end, long[] indices) {
    each(field, encoder -> encoder.texts(batch, field, row, end, indices));
  }

  @Override
  public void nulls(int field, int count) {
    each(field, encoder -> encoder.addNulls(count));
  }

  @Override
  public void value(RowBatch batch, int field, int row) {
    int slice = batch.slice(row, field);
    value(field, batch.bytes(), batch.start(slice), batch.end(slice), batch.quoted(slice));
  }

  private void value(int field, byte[] b, int from, int to, boolean quoted) {
    boolean word = nullWords.matches(b, from, to);
    if (word && quoted) {
      Arrays.stream(columnsOfFields[field]).forEach(quotedNull::set);
    }
    if (word && (quotedNulls || !quoted)) {
      each(field, ColumnEncoder::addNull);
    } else {
      each(field, encoder -> encoder.value(b, from, to));
    }
  }

  @Override
  public void record(RecordReader record) {
    for (int field = 0; field < columnsOfFields.length; field++) {
      value(field, record.buffer(), record.start(field), record.end(field), record.quoted(field));
    }
    count(1, record.length());
  }

  @Override
  public void end(RowBatch batch) {
    int last = batch.slice(batch.rows() - 1, batch.columns() - 1);
    count(batch.rows(), batch.end(last) - batch.start(0));
  }

  private void count(int more, long text) {
    rows += more;
    bytes += text;
    if (bytes >= partBytes) {
      endPart();
    }
  }

  private void endPart() {
    for (int column : missing) {
      encoders.get(column).addNulls(rows);
    }
    List<PageRun> runs = new ArrayList<>(columns.count());
    for (int column = 0; column < columns.count(); column++) {
      ColumnEncoder encoder = encoders.get(column);
      PageRun run = encoder != null && good(column) ? encoder.finish() : null;
      // Another thread may have met what spoils the column before this one had all its rows.
      runs.add(run != null && run.rows() == rows ? run : null);
    }
    parts.add(new Part(rows, bytes, runs));
    rows = 0;
    bytes = 0;
  }

  @Override
  public Runnable close() {
    if (rows > 0) {
      endPart();
    }
    List<Part> whole = parts;
    BitSet bad = failed;
    BitSet open = quotedNull;
    done.accept(this);
    return () -> {
      bad.stream().forEach(columns::fail);
      open.stream().forEach(columns::quotedNull);
      taker.accept(whole);
    };
  }
}
