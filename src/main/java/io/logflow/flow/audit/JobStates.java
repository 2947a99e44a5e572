package io.logflow.flow.audit;

import java.util.function.Consumer;

/** I6: the database is sound, no job is in the hands of a dead process, none is tried for ever. */
final class JobStates implements Check {
  private static final long MOST_ATTEMPTS = 3;

  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    String database = scene.plan().database().toString();
    for (String fault : scene.books().faults()) {
      found.accept(
          new Violation(
              Invariant.I6,
              database,
              "SQLite's check says: " + fault + ".",
              "Put a backup in its place ('logflow db backup' and every migration make one)."));
    }
    for (AuditedJob job : scene.books().jobs().values()) {
      if (job.isOpen() && !job.status().equals("pending") && !scene.books().inFlight(job)) {
        found.accept(
            new Violation(
                Invariant.I6,
                job.input().toString(),
                job.told() + " is in the hands of process " + job.owner() + ", which is dead.",
                "Start 'logflow watch' on its inbox, or any conversion for one of the command line;"
                    + " it settles the job."));
      }
      if (job.attempt() > MOST_ATTEMPTS) {
        found.accept(
            new Violation(
                Invariant.I6,
                job.input().toString(),
                job.told() + " was tried " + job.attempt() + " times.",
                "Cancel it with 'logflow jobs cancel " + job.id() + "', and report it."));
      }
    }
  }
}
