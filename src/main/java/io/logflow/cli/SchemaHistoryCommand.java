package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.job.SchemaVersion;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code logflow schema history}: every change of a folder's schema. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Shows every change of an output folder's schema: when, by which job, and why.")
final class SchemaHistoryCommand implements Callable<Integer> {
  @ParentCommand private SchemaCommand parent;
  @Mixin private SchemaFolder folder;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<SchemaVersion> all;
    try (LogFlow logflow = SchemaFolder.open(parent.settings())) {
      all = logflow.schemas().revisions(folder.folder(parent.settings()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (folder.json()) {
      JsonOutput.print(out, all.stream().map(SchemaVersionsCommand::facts).toList());
      return 0;
    }
    for (SchemaVersion one : all) {
      out.println(
          "%s  version %d, job %s"
              .formatted(Instant.ofEpochMilli(one.createdAt()), one.version(), one.jobId()));
      one.changes().forEach(change -> out.println("  " + Printable.text(change)));
    }
    return 0;
  }
}
