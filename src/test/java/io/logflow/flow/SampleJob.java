package io.logflow.flow;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.job.Control;
import io.logflow.job.Conversion;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.EngineChoice;
import io.logflow.job.FileStamp;
import io.logflow.job.Format;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.JobSettings;
import io.logflow.job.OnExisting;
import io.logflow.job.Plan;
import io.logflow.job.Publication;
import io.logflow.job.RejectLimit;
import io.logflow.job.Resources;
import io.logflow.job.TableOptions;
import io.logflow.job.Target;
import io.logflow.job.ValueForms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A job made by hand: inputs of four rows each, of which one was rejected and one skipped. */
final class SampleJob {
  static final String CONTENT = "order_id,amount\n1,2.5\n2,3.5\nx\n\n";
  static final String SHA256 = "b".repeat(64);

  private SampleJob() {}

  /** As a door opens it. */
  static Job open(Path folder, String id, int inputs) throws IOException {
    return open(folder, id, inputs, Optional.of("erp_sales"));
  }

  static Job open(Path folder, String id, int inputs, Optional<String> profile) throws IOException {
    List<Input> files = new ArrayList<>();
    for (int number = 0; number < inputs; number++) {
      Path file = folder.resolve("orders" + number + ".csv");
      Files.writeString(file, CONTENT, StandardCharsets.UTF_8);
      String row = number == 0 ? id : id.substring(0, 25) + number;
      files.add(
          new Input(
              row, file, file.getFileName().toString(), FileStamp.of(file), Optional.empty()));
    }
    return Job.open(
        id,
        "cli",
        "host:1:2",
        1_700_000_000_000L,
        files,
        new Target(folder, "orders.parquet", folder.resolve("orders.parquet").toString()),
        options(),
        new Resources(1, 1 << 20, folder.resolve("temp")),
        new JobSettings(
            "0.1.0",
            "c".repeat(64),
            profile,
            Map.of("conversion.compression", "zstd", "engine.threads", 2),
            "auto"),
        Control.NONE);
  }

  /** As it is once everything is done but the record. */
  static Job published(Job opened) {
    Inspection found =
        new Inspection(
            Format.CSV,
            StandardCharsets.UTF_8,
            0,
            "It decodes.",
            new Dialect(",", '"', '"', true, 0, "Commas."));
    List<Input> inputs =
        opened.inputs().stream().map(input -> input.withInspection(found)).toList();
    Plan plan =
        new Plan(
            false,
            List.of(column("order_id", ColumnType.BIGINT), column("amount", ColumnType.DOUBLE)),
            inputs.stream().map(SampleJob::plan).toList(),
            List.of());
    Path output = opened.target().path();
    return opened
        .withInputs(inputs)
        .withChoice(new EngineChoice("avro", "input is small"))
        .withPlan(plan)
        .withConversion(
            new Conversion(
                "avro",
                plan,
                plan.rowsTaken(),
                Optional.empty(),
                Map.of("parse", 1_500_000L),
                Optional.empty()))
        .withPublication(
            new Publication(
                output, 16, Optional.of(opened.target().aside().resolve("orders.rejects"))))
        .withTime("scan", 2_000_000)
        .withTime("convert", 3_000_000)
        .withTime(Stage.COLLECTION, 7_000_000);
  }

  private static ColumnPlan column(String name, ColumnType type) {
    return new ColumnPlan(new Column(name, type), Optional.empty(), "All fit.", Optional.empty());
  }

  private static InputPlan plan(Input input) {
    return new InputPlan(
        input,
        List.of("order_id", "amount"),
        List.of(0, 1),
        false,
        false,
        4,
        1,
        1,
        8,
        Optional.of(SHA256));
  }

  private static ConversionOptions options() {
    return new ConversionOptions(
        Codec.ZSTD,
        Optional.empty(),
        1 << 27,
        8192,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TableOptions.AUTO,
        Optional.empty(),
        List.of(),
        ConversionOptions.QuotedEmpty.AUTO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ConversionOptions.Numbers.AUTO,
        ConversionOptions.Offsets.UTC,
        Map.of(),
        RejectLimit.NONE,
        1 << 26,
        10_000,
        OnExisting.FAIL,
        "{name}",
        false,
        ValueForms.DEFAULT,
        ConversionOptions.OnBadEncoding.REJECT);
  }
}
