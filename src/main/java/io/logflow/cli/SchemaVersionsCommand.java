package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.job.ContractColumn;
import io.logflow.job.SchemaVersion;
import io.logflow.job.Target;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code logflow schema versions}: the schemas that a folder has had. */
@Command(
    name = "versions",
    mixinStandardHelpOptions = true,
    description = "Lists the schemas that an output folder has had, and where their files are.")
final class SchemaVersionsCommand implements Callable<Integer> {
  @ParentCommand private SchemaCommand parent;
  @Mixin private SchemaFolder folder;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<Integer, SchemaVersion> versions = new TreeMap<>();
    try (LogFlow logflow = SchemaFolder.open(parent.settings())) {
      logflow
          .schemas()
          .revisions(folder.folder(parent.settings()))
          .forEach(one -> versions.put(one.version(), one));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (folder.json()) {
      JsonOutput.print(out, versions.values().stream().map(SchemaVersionsCommand::facts).toList());
      return 0;
    }
    TextTable table = new TextTable(List.of("VERSION", "FOLDER", "COLUMNS"), Set.of(0));
    versions
        .values()
        .forEach(
            one -> table.add(List.of(Integer.toString(one.version()), place(one), columns(one))));
    table.print(out);
    return 0;
  }

  /** Where the files of a version are. */
  static String place(SchemaVersion one) {
    return Target.versionFolder(Path.of(one.folder()), one.version()).toString();
  }

  private static String columns(SchemaVersion one) {
    return one.contract().columns().stream()
        .map(column -> column.name() + " " + type(column))
        .reduce((some, more) -> some + ", " + more)
        .orElse("");
  }

  /** A column's type; of one that never had a value it is only a stopgap. */
  static String type(ContractColumn column) {
    return column.type() + (column.settled() ? "" : " (no value yet)");
  }

  /** A revision as JSON has it. */
  static Map<String, Object> facts(SchemaVersion one) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", one.version());
    facts.put("revision", one.revision());
    facts.put("folder", place(one));
    facts.put("created_at", Instant.ofEpochMilli(one.createdAt()).toString());
    facts.put("job_id", one.jobId());
    facts.put("changes", one.changes());
    facts.put(
        "columns", one.contract().columns().stream().map(SchemaVersionsCommand::fact).toList());
    return facts;
  }

  private static Map<String, Object> fact(ContractColumn column) {
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("name", column.name());
    fact.put("type", column.type().toString());
    fact.put("format", column.format().orElse(null));
    fact.put("settled", column.settled());
    return fact;
  }
}
