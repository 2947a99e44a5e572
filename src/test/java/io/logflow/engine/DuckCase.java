package io.logflow.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.duck.DuckFactory;
import io.logflow.duck.DuckLimits;
import io.logflow.duck.DuckWorkspace;
import io.logflow.duck.SafePath;
import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.FileStamp;
import io.logflow.job.Format;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.JobSettings;
import io.logflow.job.OnExisting;
import io.logflow.job.Plan;
import io.logflow.job.RejectLimit;
import io.logflow.job.Resources;
import io.logflow.job.TableOptions;
import io.logflow.job.Target;
import io.logflow.job.ValueForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A plan and a job made by hand in a folder, and a look at what came out. */
final class DuckCase {
  static final Dialect COMMAS = new Dialect(",", '"', '"', true, 0, "by hand");
  static final String JOB = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

  final Path folder;
  Dialect dialect = COMMAS;
  Codec codec = Codec.SNAPPY;
  Optional<Integer> level = Optional.empty();
  List<String> nullValues = List.of();
  boolean quotedNulls = false;
  long rowGroupBytes = 128L << 20;
  long memory = 512L << 20;
  Control control = Control.NONE;
  String outputFolder = "out";
  private final List<ColumnPlan> columns = new ArrayList<>();
  private final List<InputPlan> inputs = new ArrayList<>();

  DuckCase(Path folder) throws IOException {
    this.folder = folder.toRealPath();
  }

  DuckCase column(String name, ColumnType type) {
    columns.add(new ColumnPlan(new Column(name, type), Optional.empty(), "", Optional.empty()));
    return this;
  }

  DuckCase column(String name, ColumnType type, String format) {
    columns.add(new ColumnPlan(new Column(name, type), Optional.of(format), "", Optional.empty()));
    return this;
  }

  DuckCase column(String name, ColumnType type, long values) {
    ColumnStatistics counted = new ColumnStatistics(values, 0, "", "", 0, 0, 0);
    columns.add(new ColumnPlan(new Column(name, type), Optional.empty(), "", Optional.of(counted)));
    return this;
  }

  /** A file with all columns in order. */
  DuckCase input(String name, String content, long rows) throws IOException {
    return input(name, content, rows, IntStream.range(0, columns.size()).boxed().toList());
  }

  DuckCase input(String name, String content, long rows, List<Integer> fieldOfColumn)
      throws IOException {
    Path path = Files.writeString(folder.resolve(name), content, UTF_8);
    long fields = fieldOfColumn.stream().filter(field -> field >= 0).count();
    List<String> names = IntStream.range(0, (int) fields).mapToObj(i -> "n" + i).toList();
    return input(path, names, fieldOfColumn, rows, UTF_8.name());
  }

  DuckCase input(
      Path path, List<String> names, List<Integer> fieldOfColumn, long rows, String charset)
      throws IOException {
    Inspection found =
        new Inspection(Format.CSV, java.nio.charset.Charset.forName(charset), 0, "", dialect);
    String id = JOB.substring(0, 25) + inputs.size();
    Input input =
        new Input(id, path, path.getFileName().toString(), FileStamp.of(path), Optional.of(found));
    long longest = Files.readString(path).lines().mapToInt(String::length).max().orElse(0);
    inputs.add(
        new InputPlan(
            input,
            names,
            fieldOfColumn,
            quotedNulls,
            true,
            rows,
            0,
            0,
            longest,
            Optional.of("ab")));
    return this;
  }

  Plan plan() {
    return new Plan(false, columns, inputs, List.of());
  }

  Job job() {
    Target target = new Target(folder.resolve(outputFolder), "o.parquet", "ledger");
    Resources resources = new Resources(2, memory, folder.resolve("temp"));
    JobSettings settings = new JobSettings("9.9", "hash", Optional.empty(), Map.of(), "duckdb");
    List<Input> files = inputs.stream().map(InputPlan::input).toList();
    return Job.open(JOB, "cli", "owner", 1, files, target, options(), resources, settings, control);
  }

  private ConversionOptions options() {
    return new ConversionOptions(
        codec,
        level,
        rowGroupBytes,
        10_000,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TableOptions.AUTO,
        Optional.empty(),
        nullValues,
        ConversionOptions.QuotedEmpty.AUTO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ConversionOptions.Numbers.AUTO,
        ConversionOptions.Offsets.UTC,
        Map.of(),
        RejectLimit.NONE,
        64L << 20,
        20_000,
        OnExisting.FAIL,
        "{name}",
        false,
        ValueForms.DEFAULT,
        ConversionOptions.OnBadEncoding.REJECT);
  }

  Path output() {
    return job().target().staging(JOB);
  }

  /** Files that the engine has left beside the output. */
  List<Path> leftovers() throws IOException {
    try (var files = Files.walk(folder.resolve("temp"))) {
      return files.skip(1).toList();
    }
  }

  /** Rows of a query as text, {@code {}} stands for the output; columns are parted by a bar. */
  List<String> query(String sql) throws IOException, SQLException {
    try (DuckWorkspace workspace = DuckWorkspace.create(folder.resolve("query"))) {
      SafePath file = workspace.existing(output());
      DuckLimits limits = new DuckLimits(1, 256L << 20, workspace.spillFolder(), 1L << 20);
      try (Connection connection = DuckFactory.open(limits, List.of(file));
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql.replace("{}", "'" + file + "'"))) {
        return rows(result);
      }
    }
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    int width = result.getMetaData().getColumnCount();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int column = 1; column <= width; column++) {
        row.add(String.valueOf(result.getString(column)));
      }
      rows.add(String.join("|", row));
    }
    return rows;
  }

  /** All rows of the output, every value cast to text. */
  List<String> output(String columns) throws IOException, SQLException {
    return query("SELECT " + columns + " FROM read_parquet({}, file_row_number = true)");
  }
}
