package io.logflow.tuning;

import io.logflow.engine.Engine;
import io.logflow.engine.Support;
import io.logflow.job.EngineChoice;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names the engine of a job and keeps the reason. Which engine suits which size and format stands
 * in {@code routes/convert/engine-choice.camel.yaml}.
 */
public final class EngineChooser {
  /** The engine for what no other can do. */
  private static final String LAST_RESORT = "avro";

  private static final Map<String, String> NOT_YET =
      Map.of(
          "arrow", "LogFlow's own columnar engine is not part of this version",
          "spark", "conversion on a Spark cluster is not part of this version");

  private final Map<String, Engine> engines;
  private final String threshold;

  /**
   * @param engines the engines by name
   * @param threshold size from which {@code duckdb} is preferred, as settings write it
   */
  public EngineChooser(List<Engine> engines, String threshold) {
    this.engines = new TreeMap<>();
    engines.forEach(engine -> this.engines.put(engine.name(), engine));
    this.threshold = threshold;
  }

  /** Takes the engine that was asked for; an error if there is none of that name. */
  public Job asked(Job job) {
    String name = job.settings().engine();
    if (!engines.containsKey(name)) {
      throw ErrorKind.CONFIGURATION.error(
          "Engine '" + name + "' cannot be used: " + NOT_YET.getOrDefault(name, "it is unknown"),
          "Use one of auto, " + String.join(", ", engines.keySet()) + ".");
    }
    return job.withChoice(new EngineChoice(name, "asked for"));
  }

  /** Proposes the engine for large inputs. */
  public Job duckdb(Job job) {
    return job.withChoice(new EngineChoice("duckdb", "input is at least " + threshold));
  }

  /** Proposes the engine for small inputs. */
  public Job avro(Job job) {
    return job.withChoice(new EngineChoice(LAST_RESORT, "input is under " + threshold));
  }

  /**
   * Keeps the chosen engine if it can carry out the plan; else another one takes over, unless the
   * engine was asked for.
   */
  public Job settle(Job job) {
    Plan plan = job.requirePlan();
    Support support = engines.get(job.engine()).supports(plan);
    if (support.yes()) {
      return job;
    }
    if (!job.settings().engine().equals("auto")) {
      throw ErrorKind.ENGINE.error(
          "Engine '" + job.engine() + "' cannot convert this input exactly: " + support.reason(),
          "Leave the choice to LogFlow with --engine auto.");
    }
    Support lastResort = engines.get(LAST_RESORT).supports(plan);
    if (!lastResort.yes()) {
      throw ErrorKind.ENGINE.error(
          "No engine can convert this input: " + lastResort.reason(), "Please report this file.");
    }
    return job.withChoice(
        new EngineChoice(LAST_RESORT, job.engine() + " declined: " + support.reason()));
  }
}
