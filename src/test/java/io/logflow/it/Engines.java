package io.logflow.it;

import io.logflow.engine.AvroEngine;
import io.logflow.engine.DuckDbEngine;
import io.logflow.engine.Engine;
import io.logflow.engine.arrow.ArrowEngine;
import io.logflow.job.Control;
import io.logflow.job.Job;
import io.logflow.job.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The engines that the cross-engine suite runs; a new one joins here. */
final class Engines {
  private static final List<Engine> ALL =
      List.of(new ArrowEngine(), new AvroEngine(), new DuckDbEngine(new AvroEngine()));

  private Engines() {}

  /** The names of all engines. */
  static List<String> names() {
    return ALL.stream().map(Engine::name).toList();
  }

  /** The names of the engines that write nested columns. */
  static List<String> ofNested() {
    return names().stream().filter(name -> !name.equals("arrow")).toList();
  }

  /** The names of the engines that can carry out the plan of this input. */
  static List<String> ableTo(Workbench bench, Path input, Map<String, Object> settings) {
    Request.Builder request = Request.of(input);
    settings.forEach(request::set);
    Job planned = bench.logflow().plan(request.build(), Control.NONE);
    return ALL.stream()
        .filter(engine -> engine.supports(planned.requirePlan()).yes())
        .map(Engine::name)
        .toList();
  }
}
