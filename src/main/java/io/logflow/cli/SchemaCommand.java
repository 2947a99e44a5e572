package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.job.Job;
import io.logflow.job.Request;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow schema}: what a file is, its columns and types, and why. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Shows dialect, columns, types, nulls, ranges, and why. Reads every row.")
final class SchemaCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the file")
  private Path file;

  @Option(names = "--json", description = "as one JSON object")
  private boolean json;

  @Mixin private ConversionFlags flags;
  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (LogFlow logflow =
            LogFlow.builder().door("cli").noState().settings(
                    () ->
                        flags.addTo(settings.loader().flag("conversion.max_rejects", "100%"))).open();
        ProgressLine progress =
            new ProgressLine(
                spec.commandLine().getErr(),
                Boolean.getBoolean("logflow.terminal"),
                Printable.text(file.getFileName().toString()),
                file.toFile().length(),
                json)) {
      Job job =
          logflow.plan(Request.of(file).build(), new io.logflow.flow.LiveControl(progress));
      progress.close();
      if (json) {
        spec.commandLine().getOut().println(OutcomePrinter.write(PlanPrinter.facts(job)));
      } else {
        PlanPrinter.details(job).forEach(spec.commandLine().getOut()::println);
      }
    }
    return 0;
  }
}
