package io.logflow.cli;

import io.logflow.client.RemoteJob;
import io.logflow.job.ErrorKind;
import io.logflow.job.JobStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Shows the jobs of a server; without a subcommand, the latest ones. */
@Command(
    name = "jobs",
    description = "Shows and steers the jobs of the server.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RemoteJobsCommand implements Callable<Integer> {
  private static final int LATEST = 20;
  private static final int MOST = 200;

  @ParentCommand private RemoteCommand server;
  @Spec private CommandSpec spec;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    return list(List.of(), LATEST);
  }

  @Command(
      name = "list",
      description = "Lists the latest jobs, newest first.",
      mixinStandardHelpOptions = true)
  int list(
      @Option(
              names = "--status",
              split = ",",
              paramLabel = "STATUS",
              converter = StatusConverter.class,
              description = "Only jobs in this state; may be given several times.")
          List<JobStatus> statuses,
      @Option(
              names = "--limit",
              defaultValue = "20",
              paramLabel = "N",
              description = "So many at most (default: ${DEFAULT-VALUE}).")
          int limit) {
    if (limit < 1 || limit > MOST) {
      throw ErrorKind.USAGE.error(
          "--limit is " + limit + ".", "Give a number from 1 to " + MOST + ".");
    }
    List<String> wanted =
        statuses == null ? List.of() : statuses.stream().map(JobStatus::label).toList();
    List<RemoteJob> jobs = server.client().jobs(wanted, limit);
    if (json) {
      JsonOutput.print(out(), jobs.stream().map(RemoteJob::document).toList());
    } else if (jobs.isEmpty()) {
      out().println("No jobs.");
    } else {
      TextTable table =
          new TextTable(
              List.of("ID", "STATUS", "CREATED", "INPUT", "SIZE", "ROWS", "TIME"), Set.of(4, 5, 6));
      jobs.forEach(job -> table.add(line(job)));
      table.print(out());
    }
    return 0;
  }

  private static List<String> line(RemoteJob job) {
    return List.of(
        job.id(),
        job.status(),
        job.text("created_at").orElse(""),
        job.text("original_name").orElse(""),
        figure(job.number("input_size"), Figures::bytes),
        figure(job.number("row_count"), Figures::count),
        figure(job.number("duration_ms"), Figures::duration));
  }

  private static String figure(OptionalLong number, LongFunction<String> words) {
    return number.isPresent() ? words.apply(number.getAsLong()) : "";
  }

  @Command(
      name = "show",
      description = "Shows what the server tells of one job, as JSON.",
      mixinStandardHelpOptions = true)
  int show(@Parameters(paramLabel = "ID", description = "The job's whole id.") String id) {
    JsonOutput.print(out(), server.client().job(id).document());
    return 0;
  }

  @Command(
      name = "fetch",
      description = "Fetches the Parquet file of a job that is done.",
      mixinStandardHelpOptions = true)
  int fetch(
      @Parameters(paramLabel = "ID", description = "The job's whole id.") String id,
      @Option(
              names = {"-o", "--output"},
              required = true,
              paramLabel = "FILE",
              description = "Where it goes.")
          Path output,
      @Option(names = "--force", description = "Replace a file that exists.") boolean force) {
    server.client().fetch(id, output, force);
    return 0;
  }

  @Command(
      name = "retry",
      description = "Tries a job again that failed.",
      mixinStandardHelpOptions = true)
  int retry(@Parameters(paramLabel = "ID", description = "The job's whole id.") String id) {
    server.client().retry(id);
    out().println("Job " + Printable.text(id) + " waits to be tried again.");
    return 0;
  }

  @Command(
      name = "cancel",
      description = "Ends a job that waits or runs.",
      mixinStandardHelpOptions = true)
  int cancel(@Parameters(paramLabel = "ID", description = "The job's whole id.") String id) {
    server.client().cancel(id);
    out().println("Job " + Printable.text(id) + " is cancelled, or will be at its next step.");
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
