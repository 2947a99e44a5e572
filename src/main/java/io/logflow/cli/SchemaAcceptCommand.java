package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.job.SchemaVersion;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code logflow schema accept}: takes in what a frozen schema has refused. */
@Command(
    name = "accept",
    mixinStandardHelpOptions = true,
    description =
        "Makes the next version of a frozen schema for a job that failed, and retries it"
            + " where it came from an inbox.")
final class SchemaAcceptCommand implements Callable<Integer> {
  @Parameters(paramLabel = "JOB", description = "The job's id, its beginning or its end.")
  private String job;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @ParentCommand private SchemaCommand parent;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (LogFlow logflow = SchemaFolder.open(parent.settings())) {
      SchemaVersion version = logflow.schemas().accept(job);
      String retried = new JobSteering(logflow.store()).retryOrTell(job);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        JsonOutput.print(out, SchemaVersionsCommand.facts(version));
      } else {
        out.println(
            "The schema of %s has version %d; its files go to %s."
                .formatted(
                    Printable.text(version.folder()),
                    version.version(),
                    Printable.text(SchemaVersionsCommand.place(version))));
        out.println(retried);
      }
    }
    return 0;
  }
}
