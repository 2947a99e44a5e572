package io.logflow.engine.arrow;

import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.PageOptions;
import io.logflow.scan.NullWords;
import io.logflow.scan.RowTap;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Encodes the rows that it is shown, in as many threads as show them, and hands them on in order.
 */
final class Encoding implements RowTap {
  private final Columns columns;
  private final NullWords nullWords;
  private final long partBytes;
  private final Consumer<Part> taker;
  private final Queue<StretchEncoder> free = new ConcurrentLinkedQueue<>();

  /**
   * @param wanted columns of the plan to encode
   * @param partBytes bytes of text after which a part ends
   * @param taker takes the parts in the order of their rows
   */
  Encoding(
      Job job,
      Plan plan,
      BitSet wanted,
      PageOptions options,
      long partBytes,
      Consumer<Part> taker) {
    this.columns = new Columns(job, plan, wanted, options);
    this.nullWords = new NullWords(Sizes.json(job) ? List.of() : job.options().nullValues());
    this.partBytes = partBytes;
    this.taker = taker;
  }

  @Override
  public boolean begin(Plan hypothesis) {
    return true;
  }

  @Override
  public Stretch open(int input) {
    StretchEncoder used = free.poll();
    StretchEncoder encoder =
        used == null
            ? new StretchEncoder(columns, nullWords, partBytes, this::take, free::add)
            : used;
    encoder.begin(input);
    return encoder;
  }

  private void take(List<Part> parts) {
    parts.forEach(taker);
  }

  /** The columns, and what was noted of them. */
  Columns columns() {
    return columns;
  }
}
