package io.logflow.tuning;

import io.logflow.engine.Engine;
import io.logflow.engine.Support;
import io.logflow.job.EngineChoice;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      Map.of("spark", "conversion on a Spark cluster is not part of this version");

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

  /** Proposes the engine for delimited text. */
  public Job arrow(Job job) {
    return job.withChoice(new EngineChoice("arrow", "input is delimited text"));
  }

  /** Proposes the engine for JSON, of which not all is for it. */
  public Job json(Job job) {
    return job.withChoice(new EngineChoice("arrow", "input is JSON"));
  }

  /** Proposes the engines for large JSON, of which not all is for the first. */
  public Job largeJson(Job job) {
    return job.withChoice(
        new EngineChoice("arrow", "input is JSON, at least " + threshold, "duckdb"));
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
    // Which file has values that do not fit is nobody's choice, so that it must not fail for that.
    if (!job.settings().engine().equals("auto") && !plan.rescues()) {
      throw ErrorKind.ENGINE.error(
          "Engine '"
              + job.engine()
              + "' cannot convert this input exactly: "
              + support.reason()
              + ".",
          "Leave the choice to LogFlow with --engine auto.");
    }
    dropDraft(job);
    return another(job, job.engine() + " declined: " + support.reason());
  }

  private Job another(Job job, String declined) {
    String reasons = declined;
    for (String name : List.of(job.choice().orElseThrow().otherwise(), LAST_RESORT)) {
      Support support = engines.get(name).supports(job.requirePlan());
      if (support.yes()) {
        return job.withChoice(new EngineChoice(name, reasons));
      }
      reasons = reasons + "; " + name + " declined: " + support.reason();
    }
    throw ErrorKind.ENGINE.error(
        "No engine can convert this input: " + reasons, "Please report this file.");
  }

  /** What an engine has drafted stands in the way of the one that takes over. */
  private static void dropDraft(Job job) {
    if (job.draft().isEmpty()) {
      return;
    }
    job.draft().get().close();
    Path staging = job.target().staging(job.id());
    try {
      Files.deleteIfExists(staging);
    } catch (IOException failure) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "The staging file " + staging + " cannot be removed (" + failure.getMessage() + ").",
          "Check the permissions of the folder, and convert again.",
          failure);
    }
  }
}
