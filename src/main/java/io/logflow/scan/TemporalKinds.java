package io.logflow.scan;

import io.logflow.job.TypeKind;

/** Which kinds of types are dates and times. */
final class TemporalKinds {
  private TemporalKinds() {}

  static boolean has(TypeKind kind) {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
      default -> false;
    };
  }
}
