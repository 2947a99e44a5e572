package io.logflow.parquet;

/** The values of a run, or the different ones among them with their indices. */
final class RunValues {
  private final long[] numbers;
  private final byte[] plain;
  private final int[] starts;
  private final Indices indices;

  private RunValues(long[] numbers, byte[] plain, int[] starts, Indices indices) {
    this.numbers = numbers;
    this.plain = plain;
    this.starts = starts;
    this.indices = indices;
  }

  /** The different numbers, and the place of each value among them. */
  static RunValues ofNumbers(long[] numbers, Indices indices) {
    return new RunValues(numbers, null, null, indices);
  }

  /**
   * The different texts, and the place of each value among them.
   *
   * @param plain the texts, plainly encoded
   * @param starts where the bytes of each start; one more at the end
   */
  static RunValues ofTexts(byte[] plain, int[] starts, Indices indices) {
    return new RunValues(null, plain, starts, indices);
  }

  static RunValues ofNumbers(long[] numbers) {
    return new RunValues(numbers, null, null, null);
  }

  static RunValues ofTexts(byte[] plain) {
    return new RunValues(null, plain, null, null);
  }

  long[] numbers() {
    return numbers;
  }

  byte[] plain() {
    return plain;
  }

  int[] starts() {
    return starts;
  }

  /** Null where the values are not coded. */
  Indices indices() {
    return indices;
  }

  boolean coded() {
    return indices != null;
  }

  long heldBytes() {
    return (numbers == null ? plain.length : 8L * numbers.length)
        + (starts == null ? 0 : 4L * starts.length)
        + (indices == null ? 0 : indices.heldBytes());
  }

  /** All numbers, those of a dictionary looked up. */
  long[] allNumbers() {
    if (!coded()) {
      return numbers;
    }
    long[] all = new long[indices.count()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers[indices.at(i)];
    }
    return all;
  }

  /** All texts plainly encoded, those of a dictionary looked up. */
  byte[] allTexts(boolean fixed) {
    if (!coded()) {
      return plain;
    }
    int head = fixed ? 0 : 4;
    ByteSink all = new ByteSink();
    for (int i = 0; i < indices.count(); i++) {
      int index = indices.at(i);
      int start = starts[index] - head;
      all.put(plain, start, starts[index + 1] - head - start);
    }
    return all.copy();
  }
}
