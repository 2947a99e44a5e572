package io.logflow.flow.audit;

import io.logflow.parquet.Outputs;
import io.logflow.publish.VersionFolders;
import io.logflow.settings.InboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that is looked at: the books, the files in the places of inputs, and the outputs.
 *
 * @param inputs files in inboxes, work, done and failed folders, by folder
 * @param outputs what the globs of readers match
 * @param unseen folders that cannot be looked into
 */
record Scene(
    AuditPlan plan,
    Books books,
    Map<Path, List<Tree.Found>> inputs,
    Map<Path, OutputFile> outputs,
    List<Violation> unseen) {

  // The books first: what ends meanwhile is then a job in flight whose files are there already.
  static Scene of(AuditPlan plan) {
    Books books = Books.read(plan.database());
    Map<Path, List<Tree.Found>> inputs = new LinkedHashMap<>();
    Map<Path, OutputFile> outputs = new LinkedHashMap<>();
    List<Violation> unseen = new ArrayList<>();
    Tree inputTree = new Tree((at, why) -> unseen.add(Unseen.folder(Invariant.I1, at, why)));
    Tree outputTree = new Tree((at, why) -> unseen.add(Unseen.folder(Invariant.I2, at, why)));
    for (InboxSettings inbox : plan.inboxes()) {
      for (Path folder : List.of(inbox.work(), inbox.done(), inbox.failed())) {
        inputs.put(folder, inputTree.files(folder));
      }
      inputs.put(inbox.path(), inbox.isWatched() ? waiting(inputTree, inbox) : List.of());
      for (Path folder : VersionFolders.of(inbox.output())) {
        for (Tree.Found file : outputTree.files(folder)) {
          if (file.path().getFileName().toString().endsWith(".parquet")) {
            Path output = Outputs.outputOf(file.path(), folder);
            outputs.computeIfAbsent(output, path -> OutputFile.read(path, plan.full()));
          }
        }
      }
    }
    outputs.keySet().removeIf(Files::notExists);
    return new Scene(plan, books, inputs, outputs, unseen);
  }

  private static List<Tree.Found> waiting(Tree tree, InboxSettings inbox) {
    Set<Path> others = new HashSet<>(VersionFolders.of(inbox.output()));
    others.addAll(
        List.of(inbox.work(), inbox.done(), inbox.failed(), inbox.path().resolve(".logflow")));
    return tree.files(inbox.path(), inbox.recursive() ? Integer.MAX_VALUE : 1, others);
  }

  List<Tree.Found> waitingIn(InboxSettings inbox) {
    return inputs.get(inbox.path());
  }

  List<AuditedJob> jobsOf(InboxSettings inbox) {
    return books.of(inbox.door());
  }

  /** Jobs of all these doors. */
  List<AuditedJob> jobs() {
    List<AuditedJob> all = new ArrayList<>();
    plan.inboxes().forEach(inbox -> all.addAll(jobsOf(inbox)));
    return all;
  }
}
