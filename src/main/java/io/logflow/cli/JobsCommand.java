package io.logflow.cli;

import io.logflow.flow.replay.Chain;
import io.logflow.job.ErrorKind;
import io.logflow.job.JobStatus;
import io.logflow.store.HookCalls;
import io.logflow.store.HookCalls.Standing;
import io.logflow.store.Jobs;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Shows the history of jobs; without a subcommand, the latest ones. */
@Command(
    name = "jobs",
    description = "Shows past and running jobs.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class JobsCommand implements Callable<Integer> {
  private static final int LATEST = 20;
  private static final int SHOWN = 20;

  @Spec private CommandSpec spec;
  @Mixin private StateOptions state;

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
    if (limit < 1) {
      throw ErrorKind.USAGE.error("--limit is " + limit + ".", "Give a number from 1 up.");
    }
    try (StateStore store = state.open()) {
      List<StoredJob> jobs = new Jobs(store).latest(statuses == null ? List.of() : statuses, limit);
      if (json) {
        JsonOutput.print(out(), jobs.stream().map(job -> JsonOutput.row(job.columns())).toList());
      } else if (jobs.isEmpty()) {
        out().println("No jobs.");
      } else {
        JobText.list(jobs).print(out());
      }
    }
    return 0;
  }

  @Command(
      name = "show",
      description = "Shows everything that is known of one job.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "ID", description = "The job's id, its beginning or its end.")
          String id) {
    try (StateStore store = state.open()) {
      StoredJob job = new Jobs(store).find(id);
      List<Standing> hooks = new HookCalls(store).of(job.id());
      if (json) {
        Map<String, Object> row = JsonOutput.row(job.columns());
        row.put("hooks", hooks);
        JsonOutput.print(out(), row);
      } else {
        JobText.show(job, hooks).print(out());
      }
    }
    return 0;
  }

  @Command(
      name = "rejects",
      description = "Shows the rows that one job rejected, where they stand and why.",
      mixinStandardHelpOptions = true)
  int rejects(
      @Parameters(paramLabel = "ID", description = "The job's id, its beginning or its end.")
          String id,
      @Option(
              names = {"-n", "--rows"},
              paramLabel = "ROWS",
              description = "So many at most (default: 20, with --csv all).")
          Integer rows,
      @Option(
              names = "--csv",
              description = "Print CSV, in which 'logflow replay JOB --rows' takes corrections.")
          boolean csv)
      throws IOException {
    try (StateStore store = state.open()) {
      int most = rows == null ? (csv ? Integer.MAX_VALUE : SHOWN) : FirstRows.checked(rows);
      Jobs jobs = new Jobs(store);
      RejectsReport report = new RejectsReport(jobs.find(id), Chain.of(jobs, id), most);
      if (csv) {
        RejectsCsv.print(report, most, out());
      } else if (json) {
        JsonOutput.print(out(), report.json());
      } else {
        report.print(out());
      }
    }
    return 0;
  }

  @Command(
      name = "retry",
      description = "Tries a job of an inbox again that failed.",
      mixinStandardHelpOptions = true)
  int retry(
      @Parameters(paramLabel = "ID", description = "The job's id, its beginning or its end.")
          String id) {
    return steer(jobs -> jobs.retry(id));
  }

  @Command(
      name = "cancel",
      description = "Ends a job of an inbox that waits or runs.",
      mixinStandardHelpOptions = true)
  int cancel(
      @Parameters(paramLabel = "ID", description = "The job's id, its beginning or its end.")
          String id) {
    return steer(jobs -> jobs.cancel(id));
  }

  private int steer(Function<JobSteering, String> step) {
    try (StateStore store = state.open()) {
      out().println(step.apply(new JobSteering(store)));
    }
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
