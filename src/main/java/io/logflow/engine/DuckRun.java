package io.logflow.engine;

import io.logflow.duck.DuckFactory;
import io.logflow.duck.DuckLimits;
import io.logflow.duck.DuckWorkspace;
import io.logflow.duck.SafePath;
import io.logflow.job.Conversion;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.Resources;
import io.logflow.parquet.FooterMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBPreparedStatement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One conversion in one DuckDB instance. */
final class DuckRun {
  private static final Logger LOG = LoggerFactory.getLogger(DuckRun.class);

  /** DuckDB cannot start with less. */
  private static final long MIN_MEMORY_BYTES = 64L << 20;

  private final Job job;
  private final Plan plan;
  private final Path output;

  DuckRun(Job job, Plan plan) {
    this.job = job;
    this.plan = plan;
    this.output = job.target().staging(job.id());
  }

  Conversion convert() throws IOException {
    Files.createDirectories(output.getParent());
    try (DuckWorkspace workspace = DuckWorkspace.create(job.resources().tempDir())) {
      return convert(workspace);
    }
  }

  private Conversion convert(DuckWorkspace workspace) throws IOException {
    List<SafePath> inputs = new ArrayList<>();
    List<DuckLines> lines = new ArrayList<>();
    for (InputPlan input : read().inputs()) {
      lines.add(DuckLines.of(input));
      inputs.add(workspace.existing(input.input().content()));
    }
    SafePath target = workspace.created(output);
    DuckLimits limits = limits(job, workspace);
    long start = System.nanoTime();
    try (Connection connection = DuckFactory.open(limits, with(inputs, target))) {
      long opened = System.nanoTime();
      copy(connection, lines, inputs, target);
      long copied = System.nanoTime();
      long rows = new DuckCheck(connection, target).against(plan);
      return conversion(rows, opened - start, copied - opened, System.nanoTime() - copied);
    } catch (SQLException e) {
      job.control().check();
      throw DuckFailure.of(e, output.getParent(), workspace.spillFolder());
    }
  }

  /** The plan without empty inputs, which have no fields to name. */
  private Plan read() {
    List<InputPlan> inputs =
        plan.inputs().stream().filter(input -> !input.fieldNames().isEmpty()).toList();
    return plan.with(inputs, plan.warnings());
  }

  private Conversion conversion(long rows, long open, long copy, long check) {
    return new Conversion(
        DuckDbEngine.NAME,
        plan,
        rows,
        Optional.empty(),
        Map.of("open", open, "copy", copy, "check", check),
        Optional.empty());
  }

  private static List<SafePath> with(List<SafePath> inputs, SafePath output) {
    List<SafePath> all = new ArrayList<>(inputs);
    all.add(output);
    return all;
  }

  /** A quarter of the memory is left to the JVM. */
  static DuckLimits limits(Job job, DuckWorkspace workspace) throws IOException {
    return limits(job.resources(), workspace);
  }

  static DuckLimits limits(Resources resources, DuckWorkspace workspace) throws IOException {
    long free = Files.getFileStore(workspace.spillFolder()).getUsableSpace();
    return new DuckLimits(
        resources.threads(), memory(resources), workspace.spillFolder(), free / 10 * 9);
  }

  private static long memory(Resources resources) {
    return Math.max(MIN_MEMORY_BYTES, resources.memoryBytes() / 4 * 3);
  }

  /** Larger groups than this spill, which costs more than they gain. */
  static long mostGroupBytes(Job job) {
    return mostGroupBytes(job.resources());
  }

  static long mostGroupBytes(Resources resources) {
    return memory(resources) / (32L * resources.threads());
  }

  private void copy(
      Connection connection, List<DuckLines> lines, List<SafePath> inputs, SafePath target)
      throws SQLException, IOException {
    String sql =
        new DuckCopy(read(), job.options(), lines)
            .sql(target, FooterMetadata.of(job, plan), mostGroupBytes(job));
    explain(connection, sql, inputs);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, inputs);
      run(statement);
    }
    job.control().check();
    job.control().progress("convert", job.contentSize(), plan.rowsRead());
  }

  @SuppressWarnings("try") // The watch works by being there.
  private void run(PreparedStatement statement) throws SQLException {
    DuckDBPreparedStatement watched = statement.unwrap(DuckDBPreparedStatement.class);
    try (DuckWatch watch =
        new DuckWatch(watched, job.control(), "convert", job.contentSize(), plan.rowsRead())) {
      statement.execute();
    }
  }

  private static void explain(Connection connection, String sql, List<SafePath> inputs)
      throws SQLException {
    if (!LOG.isDebugEnabled()) {
      return;
    }
    LOG.debug("{}\nwith {}", sql, inputs);
    try (PreparedStatement statement = connection.prepareStatement("EXPLAIN " + sql)) {
      bind(statement, inputs);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          LOG.debug("{}", result.getString(2));
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, List<SafePath> inputs) throws SQLException {
    for (int index = 0; index < inputs.size(); index++) {
      statement.setString(index + 1, inputs.get(index).text());
    }
  }
}
