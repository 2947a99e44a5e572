package io.logflow.flow;

import io.logflow.engine.AvroEngine;
import io.logflow.engine.DuckDbEngine;
import io.logflow.engine.Engine;
import io.logflow.engine.arrow.ArrowEngine;
import io.logflow.flow.compact.CompactedOutputs;
import io.logflow.flow.contract.SchemaContracts;
import io.logflow.flow.replay.SettleReplay;
import io.logflow.format.Inspector;
import io.logflow.format.compressed.Unpacker;
import io.logflow.job.Draft;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.publish.Datasets;
import io.logflow.publish.LayOut;
import io.logflow.publish.Publisher;
import io.logflow.publish.Staging;
import io.logflow.publish.Verifier;
import io.logflow.scan.RowTap;
import io.logflow.scan.Scan;
import io.logflow.settings.Settings;
import io.logflow.store.StateStore;
import io.logflow.tuning.EngineChooser;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans that routes name, and the placeholders they hold. */
public final class Beans {
  private static final Logger LOG = LoggerFactory.getLogger(Beans.class);
  private final Map<String, Object> beans = new LinkedHashMap<>();
  private final Properties properties = new Properties();

  public Beans(Settings settings, StateStore store) {
    Publisher publisher = new Publisher(new Datasets(store));
    Staging staging = new Staging();
    Engine avro = new AvroEngine();
    Engine duckdb = new DuckDbEngine(avro);
    Engine arrow = new ArrowEngine();
    EngineChooser chooser =
        new EngineChooser(
            List.of(arrow, avro, duckdb), settings.get("engine.duckdb_from").toString());

    beans.put("state", store.writer());
    beans.put("rows-of-jobs", new JobRows(Clock.systemUTC()));
    beans.put("schema-contract", new SchemaContracts(store, Clock.systemUTC()));
    beans.put("engine-chooser", chooser);
    stage("unpack", new Unpacker()::unpack);
    stage("inspect", new Inspector()::inspectNew);
    stage("prepare", staging::prepare);
    stage("prepare-held", staging::prepareHeld);
    stage("scan", job -> scan(job, byName(arrow, avro, duckdb)));
    stage("settle-replay", SettleReplay::settle);
    stage("guard-replay", SettleReplay::guard);
    stage("settle-engine", job -> LayOut.check(chooser.settle(job)));
    engine(arrow);
    engine(avro);
    engine(duckdb);
    stage("verify", new Verifier()::verify);
    stage("lay-out", LayOut::run);
    stage("choose-name", publisher::name);
    CompactedOutputs compacted = new CompactedOutputs(store);
    stage("publish", job -> published(compacted, publisher, staging, job));
    beans.put("clean-up", new CleanUp(publisher, staging));
    properties.put(
        "logflow.engine.duckdb-from", Long.toString(settings.engine().duckdbFromBytes()));
  }

  private void stage(String name, UnaryOperator<Job> work) {
    beans.put(name, new Stage(name, work));
  }

  private void engine(Engine engine) {
    beans.put(
        engine.name(),
        new Stage("convert", job -> job.withConversion(engine.convert(job, job.requirePlan()))));
  }

  private static Map<String, Engine> byName(Engine... engines) {
    return Arrays.stream(engines).collect(Collectors.toMap(Engine::name, Function.identity()));
  }

  /** Reads the input while the engine that was proposed gets ready, or works on the same rows. */
  private static Job scan(Job job, Map<String, Engine> engines) {
    if (!engines.containsKey(job.engine())) {
      return new Scan().scan(job);
    }
    Engine engine = engines.get(job.engine());
    engine.prepare();
    RowTap tap = engine.tap(job).orElse(null);
    if (tap instanceof Draft draft) {
      return drafted(job, tap, draft);
    }
    return new Scan().scan(job, tap);
  }

  private static Job drafted(Job job, RowTap tap, Draft draft) {
    boolean done = false;
    try {
      Job scanned = new Scan().scan(job, tap).withDraft(draft);
      done = true;
      return scanned;
    } finally {
      if (!done) {
        draft.close();
      }
    }
  }

  private static Job published(
      CompactedOutputs compacted, Publisher publisher, Staging staging, Job job) {
    compacted
        .obstacle(job)
        .ifPresent(
            obstacle -> {
              throw obstacle;
            });
    Job done = publisher.publish(job);
    try {
      staging.discard(done);
    } catch (LogFlowException e) { // The output stands; what is left beside it is no failure.
      LOG.warn("Job {} is published, but not all it needed could be removed.", job.id(), e);
    }
    return done;
  }

  /** Removes what a job that was only planned left behind. */
  public static void discard(Job job) {
    new Staging().discard(job);
  }

  /** Beans by the names that routes use. */
  public Map<String, Object> byName() {
    return Map.copyOf(beans);
  }

  /** Placeholders of the routes. */
  public Properties properties() {
    return properties;
  }
}
