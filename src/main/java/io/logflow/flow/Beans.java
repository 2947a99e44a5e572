package io.logflow.flow;

import io.logflow.engine.AvroEngine;
import io.logflow.engine.DuckDbEngine;
import io.logflow.engine.Engine;
import io.logflow.format.Inspector;
import io.logflow.format.compressed.Unpacker;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.publish.Publisher;
import io.logflow.publish.Staging;
import io.logflow.publish.Verifier;
import io.logflow.scan.Scan;
import io.logflow.settings.Settings;
import io.logflow.store.StateStore;
import io.logflow.tuning.EngineChooser;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans that routes name, and the placeholders they hold. */
public final class Beans {
  private static final Logger LOG = LoggerFactory.getLogger(Beans.class);
  private final Map<String, Object> beans = new LinkedHashMap<>();
  private final Properties properties = new Properties();

  public Beans(Settings settings, StateStore store) {
    Publisher publisher = new Publisher();
    Staging staging = new Staging();
    Engine avro = new AvroEngine();
    Engine duckdb = new DuckDbEngine(avro);
    EngineChooser chooser =
        new EngineChooser(List.of(avro, duckdb), settings.get("engine.duckdb_from").toString());

    beans.put("state", store.dataSource());
    beans.put("rows-of-jobs", new JobRows(Clock.systemUTC()));
    beans.put("engine-chooser", chooser);
    stage("unpack", new Unpacker()::unpack);
    stage("inspect", new Inspector()::inspect);
    stage("prepare", staging::prepare);
    stage("scan", job -> scan(job, Map.of(avro.name(), avro, duckdb.name(), duckdb)));
    stage("settle-engine", chooser::settle);
    engine(avro);
    engine(duckdb);
    stage("verify", new Verifier()::verify);
    stage("choose-name", publisher::name);
    stage("publish", job -> published(publisher, staging, job));
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

  /** Reads the input while the engine that was proposed gets ready. */
  private static Job scan(Job job, Map<String, Engine> engines) {
    if (engines.containsKey(job.engine())) {
      engines.get(job.engine()).prepare();
    }
    return new Scan().scan(job);
  }

  private static Job published(Publisher publisher, Staging staging, Job job) {
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
