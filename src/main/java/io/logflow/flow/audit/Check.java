package io.logflow.flow.audit;

import java.util.function.Consumer;

/** Looks for violations of one invariant. */
interface Check {
  void look(Scene scene, Consumer<Violation> found);
}
