package io.logflow.cli;

import io.logflow.LogFlow;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.ErrorKind;
import io.logflow.job.SchemaVersion;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code logflow schema diff}: what is other in another version, or would be with a file. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = "Compares two versions of an output folder's schema, or the newest with a file.",
    footer = {"", "Without numbers the newest two are compared; with one, that and the newest."})
final class SchemaDiffCommand implements Callable<Integer> {
  @ParentCommand private SchemaCommand parent;
  @Mixin private SchemaFolder folder;

  @Parameters(
      index = "1..*",
      arity = "0..2",
      paramLabel = "VERSION|FILE",
      description = "One or two versions by number, or a file: what would it change?")
  private List<String> others = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<String> changes;
    try (LogFlow logflow = SchemaFolder.open(parent.settings())) {
      boolean file = others.size() == 1 && !isNumber(others.get(0));
      changes =
          file
              ? logflow
                  .schemas()
                  .change(
                      folder.request(Path.of(others.get(0)), parent.settings()),
                      folder.folder(parent.settings()))
                  .changes()
              : between(logflow.schemas().revisions(folder.folder(parent.settings())));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (folder.json()) {
      JsonOutput.print(out, Map.of("changes", changes));
    } else if (changes.isEmpty()) {
      out.println("Nothing is different.");
    } else {
      changes.forEach(change -> out.println(Printable.text(change)));
    }
    return 0;
  }

  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,9}");
  }

  private List<String> between(List<SchemaVersion> all) {
    int newest = all.get(all.size() - 1).version();
    int from = others.isEmpty() ? Math.max(1, newest - 1) : number(others.get(0));
    int to = others.size() < 2 ? newest : number(others.get(1));
    return changes(version(all, from), version(all, to));
  }

  private static int number(String text) {
    if (!isNumber(text)) {
      throw ErrorKind.USAGE.error(
          "'" + text + "' is no number of a version.", "Give two numbers, or one file.");
    }
    return Integer.parseInt(text);
  }

  private static Contract version(List<SchemaVersion> all, int number) {
    return all.stream()
        .filter(one -> one.version() == number)
        .reduce((earlier, later) -> later)
        .map(SchemaVersion::contract)
        .orElseThrow(
            () ->
                ErrorKind.USAGE.error(
                    "There is no version " + number + ".",
                    "'logflow schema versions' lists those that there are."));
  }

  private static List<String> changes(Contract before, Contract after) {
    List<String> changes = new ArrayList<>();
    for (ContractColumn column : after.columns()) {
      Optional<ContractColumn> was = before.column(column.name());
      if (was.isEmpty()) {
        changes.add("+ " + column.name() + " " + column.type());
      } else if (!was.get().type().equals(column.type())) {
        changes.add("~ " + column.name() + " " + was.get().type() + " -> " + column.type());
      }
    }
    before.columns().stream()
        .filter(column -> after.column(column.name()).isEmpty())
        .forEach(column -> changes.add("- " + column.name() + " " + column.type()));
    return changes;
  }
}
