package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.flow.LiveControl;
import io.logflow.flow.compact.CompactReport;
import io.logflow.flow.compact.CompactReport.Merged;
import io.logflow.flow.compact.CompactRequest;
import io.logflow.job.ErrorKind;
import io.logflow.settings.Sizes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow compact}: few large files in the place of many small ones. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    description = "Puts few large Parquet files in the place of many small ones of a folder.",
    footer = {
      "",
      "Only outputs of LogFlow's with equal columns become one; every value is read",
      "again. For the moment of the change the folder cannot be read (docs/guide/layout.md)."
    })
final class CompactCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "A folder of outputs.")
  private Path folder;

  @Option(
      names = "--target-size",
      paramLabel = "SIZE",
      defaultValue = "256MB",
      description = "How large files may become (default: ${DEFAULT-VALUE}).")
  private String targetSize;

  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean dryRun;

  @Option(
      names = {"-r", "--recursive"},
      description = "Compact the folders below it, too, each for itself.")
  private boolean recursive;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    OptionalLong bytes = Sizes.parse(targetSize);
    if (bytes.isEmpty() || bytes.getAsLong() < 1) {
      throw ErrorKind.USAGE.error(
          "--target-size is '" + targetSize + "'.", "Write a size, such as 256MB or 1GiB.");
    }
    CompactRequest request = new CompactRequest(folder, bytes.getAsLong(), recursive, dryRun);
    Logging.follow(settings.loader().load());
    List<CompactReport> reports = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    try (LogFlow logflow = LogFlow.builder().door("cli").settings(settings::loader).open()) {
      LiveControl control = new LiveControl((stage, done, rows) -> {});
      Cancellation.under(
          control::cancel,
          () -> {
            logflow.compact(
                request,
                control,
                report -> {
                  reports.add(report);
                  if (!json) {
                    print(report, out);
                  }
                });
            return reports;
          });
    } finally {
      if (json) {
        JsonOutput.print(out, reports.stream().map(this::facts).toList());
      }
    }
    if (reports.isEmpty() && !json) {
      out.println(Printable.text(folder.toString()) + " has no Parquet files.");
    }
    return 0;
  }

  private void print(CompactReport report, PrintWriter out) {
    String name = Printable.text(report.folder().toString());
    out.println(
        report.merged().isEmpty()
            ? "%s: %s, nothing to compact.".formatted(name, counted(report.files()))
            : name + ": " + counted(report.files()));
    for (Merged merged : report.merged()) {
      out.println(
          "  %s%s -> %s: %s, %s%s"
              .formatted(
                  dryRun ? "would be done: " : "",
                  counted(merged.sources().size()),
                  Printable.text(merged.target().getFileName().toString()),
                  Figures.counted(merged.rows(), "row"),
                  Figures.bytes(merged.bytesBefore()),
                  dryRun ? "" : " -> " + Figures.bytes(merged.bytesAfter())));
    }
    report
        .leftAlone()
        .forEach((file, why) -> out.println("  left alone: " + Printable.text(file + ": " + why)));
  }

  private static String counted(long files) {
    return Figures.counted(files, "file");
  }

  private Map<String, Object> facts(CompactReport report) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("folder", report.folder().toString());
    facts.put("files", report.files());
    facts.put("dry_run", dryRun);
    facts.put("merged", report.merged().stream().map(CompactCommand::facts).toList());
    facts.put("left_alone", report.leftAlone());
    return facts;
  }

  private static Map<String, Object> facts(Merged merged) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("target", merged.target().toString());
    facts.put("sources", merged.sources());
    facts.put("rows", merged.rows());
    facts.put("bytes_before", merged.bytesBefore());
    facts.put("bytes_after", merged.bytesAfter());
    return facts;
  }
}
