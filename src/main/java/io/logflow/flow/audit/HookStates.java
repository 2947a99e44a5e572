package io.logflow.flow.audit;

import java.util.Optional;
import java.util.function.Consumer;

/** I6: each call of a hook tells of a job as it ended, once, and somebody is to make it. */
final class HookStates implements Check {
  private static final String REPORT =
      "Tell whoever was called, and report it with 'logflow jobs show'.";

  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    for (AuditedCall call : scene.books().calls()) {
      problem(call)
          .or(() -> abandoned(call))
          .map(
              what ->
                  new Violation(
                      Invariant.I6,
                      scene.plan().database().toString(),
                      "Call %d of a hook of %s %s.".formatted(call.number(), call.door(), what),
                      remedy(call)))
          .ifPresent(found);
    }
  }

  private static String remedy(AuditedCall call) {
    return problem(call).isPresent()
        ? REPORT
        : "Start 'logflow watch' on its inbox, which makes the call, or drops it where its settings"
            + " name no hook.";
  }

  private static Optional<String> problem(AuditedCall call) {
    if (call.status().isEmpty()) {
      return Optional.of("tells of job " + call.jobId() + ", which is not on record");
    }
    if (!call.toldJob().equals(call.jobId())) {
      return Optional.of("is of job " + call.jobId() + " and tells of job " + call.toldJob());
    }
    // One that failed may be tried again, and be in any state from then on but the first.
    if (call.status().get().equals("claiming")) {
      return Optional.of("tells of job " + call.jobId() + ", which has not begun");
    }
    if (call.tellsOfPublication() && !call.status().get().startsWith("completed")) {
      return Optional.of(
          "tells that job %s was published, which is %s"
              .formatted(call.jobId(), call.status().get()));
    }
    if (call.tellsOfPublication() && !call.tellsOutput()) {
      return Optional.of("tells another output than that of job " + call.jobId());
    }
    if (call.again()) {
      return Optional.of("tells a second time that job " + call.jobId() + " was published");
    }
    return call.settled() == call.ended()
        ? Optional.empty()
        : Optional.of(call.settled() ? "has ended at no time" : "is due and has ended");
  }

  /** Whether nobody is going to make it. */
  private static Optional<String> abandoned(AuditedCall call) {
    return call.settled() || call.wanted()
        ? Optional.empty()
        : Optional.of("is to be made, and no inbox of that name wants it");
  }
}
