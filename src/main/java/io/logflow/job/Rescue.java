package io.logflow.job;

import java.util.List;

/**
 * What of a job's inputs fits no column of the schema that its output folder keeps for good, and
 * goes to the column {@link Contract#RESCUED} as a JSON object.
 *
 * @param misfits the columns that it comes of; none where everything fits
 */
public record Rescue(List<Misfit> misfits) {
  /** Everything fits. */
  public static final Rescue NOTHING = new Rescue(List.of());

  public Rescue {
    misfits = List.copyOf(misfits);
  }

  /** Whether any column has to be looked at value by value. */
  public boolean any() {
    return !misfits.isEmpty();
  }

  /** How many values fit no column. */
  public long values() {
    return misfits.stream().mapToLong(Misfit::values).sum();
  }
}
