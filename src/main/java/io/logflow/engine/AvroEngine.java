package io.logflow.engine;

import io.logflow.job.Conversion;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.plugin.ColumnTransform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Streams records through batches of columns into parquet-avro: for small files, odd dialects and
 * column transforms. No native library but the codec's is loaded.
 */
public final class AvroEngine implements Engine {
  private final Map<String, List<ColumnTransform>> transforms;

  /** An engine that writes columns as they are. */
  public AvroEngine() {
    this(Map.of());
  }

  /**
   * @param transforms what is applied to the batches of a column, in order, by the column's name;
   *     name and type stay
   */
  AvroEngine(Map<String, List<ColumnTransform>> transforms) {
    this.transforms = Map.copyOf(transforms);
  }

  @Override
  public String name() {
    return "avro";
  }

  @Override
  public Support supports(Plan plan) {
    if (plan.hypothesis()) {
      return Support.no("it needs a schema that a scan has proven");
    }
    return Support.YES;
  }

  @Override
  public Conversion convert(Job job, Plan plan) {
    Path staging = job.target().staging(job.id());
    boolean done = false;
    try {
      Conversion conversion = new AvroConversion(job, plan, transforms).run(staging);
      done = true;
      return conversion;
    } catch (IOException e) {
      throw WriteFailures.of(staging, e);
    } finally {
      if (!done) {
        StagingFiles.remove(staging);
      }
    }
  }
}
