package io.logflow.scan;

import java.util.List;

/**
 * A value kept as evidence. The one that stands first is kept, so that the same file always gives
 * the same sentence.
 *
 * @param input index of the input
 * @param base where the lines of its part of the input begin
 * @param lineInPart line of its record from there
 * @param text the value as it is shown in messages
 */
record Sample(int input, LineBase base, long lineInPart, String text) {

  /** Line of its record. */
  long line() {
    return base.first + lineInPart;
  }

  /** The one that stands first; null where both are. */
  static Sample first(Sample one, Sample other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.after(other) ? other : one;
  }

  /** The one that stands last; null where both are. */
  static Sample last(Sample one, Sample other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.after(other) ? one : other;
  }

  private boolean after(Sample other) {
    return input != other.input ? input > other.input : line() > other.line();
  }

  /** For example {@code '00123' in line 7}, with the file's name where there are several. */
  String where(List<String> inputNames) {
    String place = text + " in line " + line();
    return inputNames.size() > 1 ? place + " of " + inputNames.get(input) : place;
  }
}
