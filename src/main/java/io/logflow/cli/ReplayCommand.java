package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.flow.LiveControl;
import io.logflow.job.ErrorKind;
import io.logflow.job.Outcome;
import io.logflow.job.ReplayRequest;
import io.logflow.job.ReplayRequest.Way;
import io.logflow.job.Replayed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow replay}: takes in rows that a job rejected. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Takes in rows that a job rejected, each once.",
    footer = {
      "",
      "Options of reading (--ragged-rows, --encoding, --quote ...) hold for the",
      "rejected rows alone. To correct rows, change the column raw of what",
      "'logflow jobs rejects JOB --csv' prints, and name the file with --rows.",
      "Exit codes: 0 none is left, 9 some are, else by kind of error (README)."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int SOME_LEFT = 9;

  @Parameters(paramLabel = "JOB", description = "The job's id, its beginning or its end.")
  private String job;

  @Option(
      names = "--rows",
      paramLabel = "FILE",
      description = "Corrected rows, as 'logflow jobs rejects JOB --csv' prints them.")
  private Path rows;

  @Option(
      names = "--as",
      paramLabel = "WAY",
      description =
          "part: a further file beside the output; rewrite: the output made again with them."
              + " Without it what suits the output.")
  private String way;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private ConversionFlags flags;
  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (flags.replaces() || flags.limitsRejects()) {
      throw ErrorKind.USAGE.error(
          "--force and --max-rejects mean nothing to a replay.",
          "Leave them out; nothing but the output is replaced, and what is left is kept.");
    }
    ReplayRequest request =
        new ReplayRequest(job, Optional.ofNullable(rows), Optional.ofNullable(way()), Map.of());
    Logging.follow(flags.addTo(settings.loader()).load());
    Replayed replayed;
    try (LogFlow logflow =
        LogFlow.builder().door("cli").settings(() -> flags.addTo(settings.loader())).open()) {
      LiveControl control = new LiveControl((stage, bytes, rows) -> {});
      replayed = Cancellation.under(control::cancel, () -> logflow.replay(request, control));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, facts(replayed));
    } else {
      print(replayed, out);
    }
    return replayed.left() == 0 ? 0 : SOME_LEFT;
  }

  private Way way() {
    if (way == null) {
      return null;
    }
    return switch (way.toLowerCase(Locale.ROOT)) {
      case "part" -> Way.PART;
      case "rewrite" -> Way.REWRITE;
      default ->
          throw ErrorKind.USAGE.error("--as is '" + way + "'.", "Use --as part or --as rewrite.");
    };
  }

  private static void print(Replayed replayed, PrintWriter out) {
    if (replayed.outcome().isEmpty()) {
      out.println("No rejected rows of job " + replayed.of() + " are left.");
      return;
    }
    Outcome outcome = replayed.outcome().get();
    out.println(
        "%d of %s taken in -> %s%s, %s."
            .formatted(
                replayed.tried() - replayed.left(),
                Figures.counted(replayed.tried(), "rejected row"),
                Printable.text(outcome.output().toString()),
                replayed.rewritten() ? ", made again" : "",
                Figures.counted(outcome.rowsWritten(), "row")));
    outcome
        .rejects()
        .ifPresent(path -> out.println("  rows that are left: " + Printable.text(path.toString())));
    outcome.warnings().forEach(warning -> out.println("  note: " + Printable.text(warning)));
  }

  private static Map<String, Object> facts(Replayed replayed) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("replay_of", replayed.of());
    facts.put("tried", replayed.tried());
    facts.put("taken", replayed.tried() - replayed.left());
    facts.put("left", replayed.left());
    facts.put("rewritten", replayed.rewritten());
    replayed.outcome().ifPresent(outcome -> facts.putAll(OutcomePrinter.facts(outcome)));
    return facts;
  }
}
