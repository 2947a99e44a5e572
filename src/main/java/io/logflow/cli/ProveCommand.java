package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.flow.proof.Proof;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow prove}: whether an output still holds what its job read. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description = "Reads a job's output again and compares every column with what was read.",
    footer = {
      "",
      "Where the input is still there, it is read again, too. Two values of one",
      "column that changed places are not found: the hash of a column is a sum."
    })
final class ProveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "JOB", description = "The job's id, its beginning or its end.")
  private String job;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin private SettingsOptions settings;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Proof proof;
    try (LogFlow logflow = LogFlow.builder().door("cli").settings(settings::loader).open()) {
      proof = logflow.prove(job);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonOutput.print(out, facts(proof));
    } else {
      print(proof, out);
    }
    return 0;
  }

  private static void print(Proof proof, PrintWriter out) {
    out.println(
        "%s: %s, %s in %s: every column holds what job %s%s read."
            .formatted(
                Printable.text(proof.output().toString()),
                Figures.counted(proof.rows(), "row"),
                Figures.counted(proof.columns(), "column"),
                Figures.counted(proof.rowGroups(), "row group"),
                proof.jobId(),
                proof.others() == 0
                    ? ""
                    : " and the jobs of " + Figures.counted(proof.others(), "other output")));
    out.println(
        proof
            .source()
            .map(path -> Printable.text(path.toString()) + " was read again: the same values.")
            .orElse("The input was not read again: " + proof.note() + "."));
    if (!proof.inHistory()) {
      out.println("The history has no sum of the counts; only the file itself vouches for them.");
    }
  }

  private static Map<String, Object> facts(Proof proof) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("job", proof.jobId());
    facts.put("output", proof.output().toString());
    facts.put("rows", proof.rows());
    facts.put("columns", proof.columns());
    facts.put("row_groups", proof.rowGroups());
    facts.put("source", proof.source().map(Object::toString).orElse(null));
    facts.put("note", proof.note());
    facts.put("in_history", proof.inHistory());
    facts.put("other_outputs", proof.others());
    return facts;
  }
}
