package io.logflow.scan;

/** Where the lines of a part of an input begin; known once all parts before it were read. */
final class LineBase {
  /** Lines before the part. */
  long first;
}
