package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.job.Target;
import io.logflow.publish.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code logflow --server URL convert}: files are sent, and their Parquet files come back. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = "Has the server convert files to Parquet.",
    footer = {
      "",
      "Without -o the output stands beside the input, several go to a folder.",
      "Exit codes as of 'logflow convert'."
    })
final class RemoteConvertCommand implements Callable<Integer> {
  @ParentCommand private RemoteCommand server;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = "Files, folders, patterns of this machine.")
  private List<String> inputs = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      description = "Output file or folder; a folder is one that exists or ends in /.")
  private String output;

  @Option(names = "--recursive", description = "Search folders below their first level.")
  private boolean recursive;

  @Option(names = "--keep-going", description = "Go on with the next file when one fails.")
  private boolean keepGoing;

  @Option(names = "--use", paramLabel = "PROFILE", description = "Applies a profile of the server.")
  private String profile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets any setting that a request may set.")
  private Map<String, String> assignments = Map.of();

  @Option(names = "--json", description = "One JSON object a file on standard output.")
  private boolean json;

  @Option(names = "--quiet", description = "Print errors only.")
  private boolean quiet;

  @Mixin private ConversionFlags flags;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Map<Path, Path> files = InputFiles.find(inputs, recursive);
    Targets targets =
        new Targets(List.copyOf(files.keySet()), outputPath(), files.size() > 1, "{name}");
    List<RemoteRun.File> work = new ArrayList<>();
    files.forEach(
        (file, base) -> {
          Target target = targets.target(List.of(file), Optional.of(base), "", 0);
          work.add(new RemoteRun.File(file, target.folder().resolve(target.fileName())));
        });
    RunReport report =
        new RunReport(spec.commandLine().getOut(), spec.commandLine().getErr(), json, quiet);
    return new RemoteRun(
            server.client(), options(), Optional.ofNullable(profile), flags.replaces(), report)
        .run(work, keepGoing);
  }

  /** Whether an output may be replaced is decided here, where it is. */
  private Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>(flags.given());
    options.remove("conversion.on_existing");
    options.putAll(assignments);
    return options;
  }

  private Optional<Path> outputPath() {
    if (output == null) {
      return Optional.empty();
    }
    if (output.isBlank()) {
      throw ErrorKind.USAGE.error("The output (-o) is empty.", "Name a file or a folder.");
    }
    Path path = Path.of(output);
    return Optional.of(output.endsWith("/") ? path.resolve(".") : path);
  }
}
