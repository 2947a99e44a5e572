package io.logflow.flow.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Checks the invariants from outside: from the folders, the footers and the database, and without
 * the code that converts, publishes and recovers, so that it does not share its faults. It changes
 * nothing. Beside a process that works, only what stays wrong over several looks is a violation.
 */
public final class Audit {
  private static final int LOOKS = 3;
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** Those that hold without any book. */
  private static final List<Check> OF_FILES =
      List.of(new Unseen(), new WholeOutputs(), new DatasetParts());

  private static final List<Check> OF_BOOKS =
      List.of(
          new Conservation(),
          new ManifestCheck(),
          new PublishedOnce(),
          new Accounting(),
          new Residue(),
          new LeftMarkers(),
          new JobStates(),
          new HookStates(),
          new ClaimedInputs());

  private Audit() {}

  /** Looks at everything. */
  public static AuditReport of(AuditPlan plan) {
    Scene scene = Scene.of(plan);
    Set<Violation> found = violations(scene);
    for (int look = 2; look <= LOOKS && !found.isEmpty() && scene.books().owners().any(); look++) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      scene = Scene.of(plan);
      found.retainAll(violations(scene));
    }
    List<Violation> sorted = new ArrayList<>(found);
    sorted.sort((one, other) -> one.invariant().compareTo(other.invariant()));
    return new AuditReport(scene.jobs().size(), scene.outputs().size(), sorted);
  }

  private static Set<Violation> violations(Scene scene) {
    Set<Violation> found = new LinkedHashSet<>();
    OF_FILES.forEach(check -> check.look(scene, found::add));
    if (scene.books().unusable().isEmpty()) {
      OF_BOOKS.forEach(check -> check.look(scene, found::add));
    } else {
      scene
          .books()
          .unusable()
          .ifPresent(
              why ->
                  found.add(
                      new Violation(
                          Invariant.I6,
                          scene.plan().database().toString(),
                          why.getMessage(),
                          why.remedy())));
    }
    return found;
  }
}
