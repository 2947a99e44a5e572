package io.logflow.flow.service;

import io.logflow.flow.LiveControl;
import io.logflow.flow.PlanFacts;
import io.logflow.http.JobDoor;
import io.logflow.job.Control;
import io.logflow.job.Job;
import io.logflow.job.Request;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What a file would become. */
final class PlanQuestion implements JobDoor.Question {
  private final BiFunction<Request, Control, Job> plan;
  private final Request request;
  private final String name;
  private final LiveControl control = new LiveControl((stage, bytes, rows) -> {});

  /**
   * @param name what the client calls the file
   */
  PlanQuestion(BiFunction<Request, Control, Job> plan, Request request, String name) {
    this.plan = plan;
    this.request = request;
    this.name = name;
  }

  @Override
  public String answer() {
    Map<String, Object> facts = PlanFacts.of(plan.apply(request, control));
    // Where the server keeps the file for a moment is of no use to anybody.
    facts.remove("output");
    for (Object input : (List<?>) facts.remove("inputs")) {
      ((Map<?, ?>) input).forEach((fact, value) -> facts.put(String.valueOf(fact), value));
    }
    facts.remove("path");
    facts.put("name", name);
    return JobDocument.json(facts);
  }

  @Override
  public void cancel() {
    control.cancel();
  }
}
