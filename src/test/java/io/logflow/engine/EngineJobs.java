package io.logflow.engine;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
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
import io.logflow.job.RejectLimit;
import io.logflow.job.Resources;
import io.logflow.job.TableOptions;
import io.logflow.job.Target;
import io.logflow.job.ValueForms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes jobs and plans by hand, as a scan would. */
final class EngineJobs {
  private EngineJobs() {}

  /** A UTF-8 input with commas, double quotes and a header. */
  static Input input(Path folder, String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Dialect dialect = new Dialect(",", '"', '"', true, 0, "given");
    Inspection inspection = new Inspection(Format.CSV, StandardCharsets.UTF_8, 0, "given", dialect);
    return new Input("job-" + name, file, name, FileStamp.of(file), Optional.of(inspection));
  }

  static Job job(Path folder, Control control, int batchRows, Input... inputs) {
    return Job.open(
        "01JOB",
        "cli",
        "test",
        0,
        List.of(inputs),
        new Target(folder.resolve("out"), "a.parquet", "a.parquet"),
        options(batchRows),
        new Resources(1, 64 << 20, folder.resolve("temp")),
        new JobSettings("1", "hash", Optional.empty(), Map.of(), "avro"),
        control);
  }

  private static ConversionOptions options(int batchRows) {
    return new ConversionOptions(
        Codec.ZSTD,
        Optional.of(1),
        128 << 20,
        batchRows,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TableOptions.AUTO,
        Optional.empty(),
        List.of("NA"),
        ConversionOptions.QuotedEmpty.AUTO,
        Optional.empty(),
        Optional.empty(),
        Optional.<ZoneId>empty(),
        ConversionOptions.Numbers.AUTO,
        ConversionOptions.Offsets.UTC,
        Map.of(),
        RejectLimit.NONE,
        1 << 20,
        100,
        OnExisting.FAIL,
        "{name}",
        false,
        ValueForms.DEFAULT,
        ConversionOptions.OnBadEncoding.REJECT);
  }

  static ColumnPlan column(String name, ColumnType type, String format) {
    return new ColumnPlan(
        new Column(name, type),
        Optional.of(format).filter(pattern -> !pattern.isEmpty()),
        "given",
        Optional.empty());
  }

  static ColumnPlan column(String name, ColumnType type) {
    return column(name, type, "");
  }

  /** A plan of an input whose fields are the columns in order. */
  static InputPlan inputPlan(Input input, long rowsRead, long rejected, int fields) {
    return inputPlan(
        input, rowsRead, rejected, fields, IntStream.range(0, fields).boxed().toList(), false);
  }

  static InputPlan inputPlan(
      Input input,
      long rowsRead,
      long rejected,
      int fields,
      List<Integer> fieldOfColumn,
      boolean quotedNulls) {
    return new InputPlan(
        input,
        IntStream.range(0, fields).mapToObj(field -> "f" + field).toList(),
        fieldOfColumn,
        quotedNulls,
        true,
        rowsRead,
        rejected,
        0,
        100,
        Optional.of("00ff"));
  }
}
