package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow convert}: files, folders and patterns to Parquet. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = "Converts files to Parquet.",
    footer = {
      "",
      "Without -o the output stands beside the input. Several inputs go to a",
      "folder, or with -o FILE.parquet become one file. Exit codes: 0 done,",
      "9 done with rejected rows, else by kind of error (README)."
    })
final class ConvertCommand implements Callable<Integer> {
  @Parameters(paramLabel = "INPUT", description = "Files, folders, patterns.")
  private List<String> inputs = List.of();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "INPUT",
      description = "The same as INPUT without -i.")
  private List<String> moreInputs = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = "Output file or folder; a folder is one that exists or ends in /.")
  private String output;

  @Option(names = "--recursive", description = "Search folders below their first level.")
  private boolean recursive;

  @Option(names = "--keep-going", description = "Go on with the next file when one fails.")
  private boolean keepGoing;

  @Option(names = "--jobs", paramLabel = "N", description = "Files converted at once (default 1).")
  private int jobs = 1;

  @Option(names = "--dry-run", description = "Tell what would be done, write nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "One JSON object a file on standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "Print errors only.")
  private boolean quiet;

  @Option(names = "--no-state", description = "Keep no job history; the home folder is not used.")
  private boolean noState;

  @Mixin private ConversionFlags flags;
  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (jobs < 1) {
      throw ErrorKind.USAGE.error("--jobs is " + jobs + ".", "Give a number from 1 up.");
    }
    Map<Path, Path> files = InputFiles.find(arguments(), recursive);
    RunReport report =
        new RunReport(spec.commandLine().getOut(), spec.commandLine().getErr(), json, quiet);
    try (LogFlow logflow = open()) {
      return new ConvertRun(logflow, outputPath(), keepGoing, jobs, dryRun, report)
          .run(files, becomeOne(files.size()));
    }
  }

  private LogFlow open() {
    LogFlow.Builder builder =
        LogFlow.builder()
            .door("cli")
            .settings(() -> flags.addTo(settings.loader()))
            .jobsInFlight(jobs);
    Logging.follow(flags.addTo(settings.loader()).load());
    return (noState || dryRun ? builder.noState() : builder).open();
  }

  private List<String> arguments() {
    List<String> all = new ArrayList<>(inputs);
    all.addAll(moreInputs);
    if (all.isEmpty()) {
      throw ErrorKind.USAGE.error("No input is named.", "For example: logflow convert orders.csv");
    }
    return all;
  }

  private java.util.Optional<Path> outputPath() {
    if (output != null && output.isBlank()) {
      throw ErrorKind.USAGE.error("The output (-o) is empty.", "Name a file or a folder.");
    }
    if (output == null) {
      return java.util.Optional.empty();
    }
    Path path = Path.of(output);
    return java.util.Optional.of(output.endsWith("/") ? path.resolve(".") : path);
  }

  private boolean becomeOne(int files) {
    return files > 1
        && output != null
        && output.endsWith(".parquet")
        && !Files.isDirectory(Path.of(output));
  }
}
