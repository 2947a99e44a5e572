package io.logflow.scan;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.ConversionOptions.Numbers;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.ConversionOptions.OnBadEncoding;
import io.logflow.job.ConversionOptions.QuotedEmpty;
import io.logflow.job.Dialect;
import io.logflow.job.FileStamp;
import io.logflow.job.Format;
import io.logflow.job.Input;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes jobs over files of comma separated text and scans them. */
final class Jobs {
  private static final Dialect HEADER = new Dialect(",", '"', '"', true, 0, "test");
  private static final Dialect NO_HEADER = new Dialect(",", '"', '"', false, 0, "test");

  /** Options that tests change one by one. */
  static final class Options {
    List<String> nullValues = List.of();
    QuotedEmpty quotedEmpty = QuotedEmpty.AUTO;
    Optional<DateOrder> dateOrder = Optional.empty();
    Optional<String> timestampFormat = Optional.empty();
    Optional<ZoneId> timezone = Optional.empty();
    Numbers numbers = Numbers.AUTO;
    Offsets offsets = Offsets.UTC;
    Map<String, String> types = Map.of();
    RejectLimit maxRejects = RejectLimit.NONE;
    ValueForms forms = ValueForms.DEFAULT;
    boolean header = true;
    Control control = Control.NONE;

    ConversionOptions build() {
      return new ConversionOptions(
          Codec.ZSTD,
          Optional.empty(),
          1 << 20,
          1000,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TableOptions.AUTO,
          Optional.empty(),
          nullValues,
          quotedEmpty,
          dateOrder,
          timestampFormat,
          timezone,
          numbers,
          offsets,
          types,
          maxRejects,
          1 << 24,
          10_000,
          OnExisting.FAIL,
          "{name}",
          false,
          forms,
          OnBadEncoding.REJECT);
    }
  }

  private Jobs() {}

  static Job open(Options options, Path... files) throws IOException {
    Dialect dialect = options.header ? HEADER : NO_HEADER;
    Inspection inspection = new Inspection(Format.CSV, StandardCharsets.UTF_8, 0, "test", dialect);
    List<Input> inputs = new java.util.ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      inputs.add(new Input("job", file, name, FileStamp.of(file), Optional.of(inspection)));
    }
    Path folder = files[0].toAbsolutePath().getParent();
    return Job.open(
        "01J0000000000000000000TEST",
        "cli",
        "test",
        0,
        inputs,
        new Target(folder, "out.parquet", "out.parquet"),
        options.build(),
        new Resources(1, 1 << 28, folder.resolve("temp")),
        new JobSettings("test", "hash", Optional.empty(), Map.of(), "auto"),
        options.control);
  }

  static Plan scan(Options options, Path... files) throws IOException {
    return new Scan().scan(open(options, files)).requirePlan();
  }

  /** Scans a file of one column {@code c} with these fields as they stand in the file. */
  static ColumnPlan column(Path folder, Options options, List<String> fields) throws IOException {
    Path file = folder.resolve("c.csv");
    Files.writeString(
        file, "c,d\n" + String.join("", fields.stream().map(f -> f + ",x\n").toList()));
    return scan(options, file).columns().get(0);
  }

  static String type(Path folder, Options options, String... fields) throws IOException {
    Column column = column(folder, options, List.of(fields)).column();
    return column.type().toString();
  }
}
