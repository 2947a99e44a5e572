package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.job.Contract;
import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.JobSettings;
import io.logflow.job.Layout;
import io.logflow.job.OnExisting;
import io.logflow.job.Plan;
import io.logflow.job.RejectLimit;
import io.logflow.job.Resources;
import io.logflow.job.SchemaMode;
import io.logflow.job.TableOptions;
import io.logflow.job.Target;
import io.logflow.job.ValueForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Jobs as they are when they reach this room. */
final class TestJobs {
  static final String ID = "01kpq5w3zr0123456789abcdef";
  static final String OTHER_ID = "01kpq5w3zr0123456789zzzzzz";

  /** 2026-11-22T08:15:00Z. */
  static final long CREATED_AT = 1_795_335_300_000L;

  private TestJobs() {}

  /** A job of one small input whose output is {@code folder/fileName}. */
  static Job job(String id, Path folder, String fileName, OnExisting onExisting) {
    return job(id, folder, fileName, onExisting, new FileStamp(12, 0, "key"));
  }

  static Job job(String id, Path folder, String fileName, OnExisting onExisting, FileStamp stamp) {
    Input input = new Input(id, Path.of("in.csv"), "in.csv", stamp, Optional.empty());
    return job(
        id, folder, fileName, input, options(onExisting, ConversionOptions.Offsets.UTC, false));
  }

  /** A job of a file that is there. */
  static Job job(String id, Path folder, String fileName, Path file, ConversionOptions options)
      throws IOException {
    String name = file.getFileName().toString();
    Input input = new Input(id, file, name, FileStamp.of(file), Optional.empty());
    return job(id, folder, fileName, input, options);
  }

  private static Job job(
      String id, Path folder, String fileName, Input input, ConversionOptions options) {
    return Job.open(
        id,
        "cli",
        "test",
        CREATED_AT,
        List.of(input),
        new Target(folder, fileName, folder.resolve(fileName).toString()),
        options,
        new Resources(1, 1 << 28, folder.resolveSibling("temp-" + id)),
        new JobSettings("0", "hash", Optional.empty(), Map.of(), "auto"),
        Control.NONE);
  }

  /** The job with a plan of one text column and these row counts. */
  static Job planned(Job job, long rowsRead, long rowsRejected) {
    ColumnPlan column =
        new ColumnPlan(
            new Column("id", ColumnType.BIGINT), Optional.empty(), "test", Optional.empty());
    InputPlan input =
        new InputPlan(
            job.inputs().get(0),
            List.of("id"),
            List.of(0),
            false,
            true,
            rowsRead,
            rowsRejected,
            0,
            12,
            Optional.of("00"));
    return job.withPlan(new Plan(false, List.of(column), List.of(input), List.of()));
  }

  /** Stands in for the engine: a staging file with these contents. */
  static Job staged(Job job, String content) throws IOException {
    Files.writeString(job.target().staging(job.id()), content, UTF_8);
    return job;
  }

  /** Stands in for the scan: one rejected row, in a staging rejects file with these contents. */
  static Job rejecting(Job job, String content) throws IOException {
    Files.writeString(job.target().stagingRejects(job.id()), content, UTF_8);
    return planned(job, 2, 1);
  }

  /** All names under a folder, folders with a slash, sorted. */
  static List<String> tree(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.equals(folder))
          .map(path -> folder.relativize(path) + (Files.isDirectory(path) ? "/" : ""))
          .sorted()
          .toList();
    }
  }

  static ConversionOptions options(
      OnExisting onExisting, ConversionOptions.Offsets offsets, boolean verifyFully) {
    return options(onExisting, offsets, verifyFully, Layout.NONE);
  }

  static ConversionOptions options(
      OnExisting onExisting,
      ConversionOptions.Offsets offsets,
      boolean verifyFully,
      Layout layout) {
    return new ConversionOptions(
        Codec.SNAPPY,
        Optional.empty(),
        128L << 20,
        1000,
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
        offsets,
        Map.of(),
        RejectLimit.NONE,
        1 << 20,
        100,
        onExisting,
        "{name}",
        verifyFully,
        ValueForms.DEFAULT,
        ConversionOptions.OnBadEncoding.REJECT,
        SchemaMode.FREE,
        Contract.NONE,
        layout);
  }
}
