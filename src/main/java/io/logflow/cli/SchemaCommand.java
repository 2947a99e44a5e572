package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.flow.LiveControl;
import io.logflow.flow.PlanFacts;
import io.logflow.job.ErrorKind;
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
    description = "Shows dialect, columns, types, nulls, ranges, and why. Reads every row.",
    footer = {
      "",
      "The other commands are on the schemas that output folders keep over time; a",
      "file of their name is meant by ./versions and so on."
    },
    subcommands = {
      SchemaVersionsCommand.class,
      SchemaHistoryCommand.class,
      SchemaDiffCommand.class,
      SchemaAcceptCommand.class
    })
final class SchemaCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file.")
  private Path file;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Mixin private ConversionFlags flags;
  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (file == null) {
      throw ErrorKind.USAGE.error(
          "No file is named.", "Write 'logflow schema FILE', or see 'logflow help schema'.");
    }
    Job job;
    try (LogFlow logflow = open();
        ProgressLine progress = progress()) {
      job =
          logflow.plan(
              Request.of(file).set("conversion.max_rejects", "100%").build(),
              new LiveControl(progress));
    }
    if (json) {
      JsonOutput.print(spec.commandLine().getOut(), PlanFacts.of(job));
    } else {
      PlanPrinter.details(job, spec.commandLine().getOut());
    }
    return 0;
  }

  /** The settings of this command and those below it. */
  SettingsOptions settings() {
    return settings;
  }

  private LogFlow open() {
    Logging.follow(flags.addTo(settings.loader()).load());
    return LogFlow.builder()
        .door("cli")
        .noState()
        .settings(() -> flags.addTo(settings.loader()))
        .open();
  }

  private ProgressLine progress() {
    return new ProgressLine(
        spec.commandLine().getErr(),
        Boolean.getBoolean("logflow.terminal"),
        Printable.text(file.toString()),
        file.toFile().length(),
        true,
        json);
  }
}
