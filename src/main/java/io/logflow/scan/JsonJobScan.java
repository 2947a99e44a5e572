package io.logflow.scan;

import io.logflow.format.Inspector;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One scan of one job's JSON inputs, in order, into one tree of keys. */
final class JsonJobScan {
  private final Job job;
  private final ConversionOptions options;
  private final RejectCount rejects;

  JsonJobScan(Job job, RejectCount rejects) {
    this.job = job;
    this.options = job.options();
    this.rejects = rejects;
  }

  Plan plan() throws IOException {
    JsonNode tree = new JsonNode(JsonPath.root(options));
    List<JsonPass> passes = passes(tree);
    long read = passes.stream().mapToLong(JsonPass::rowsRead).sum();
    rejects.check(options.maxRejects(), read);
    long rejected = passes.stream().mapToLong(JsonPass::rowsRejected).sum();
    List<String> names = job.inputs().stream().map(Input::originalName).toList();
    JsonPlanner planner = new JsonPlanner(tree, options, read - rejected, names);
    planner.plan();
    if (!planner.uncounted().isEmpty()) {
      planner.counted(new JsonCounts(job, planner.uncounted()).count());
    }
    List<String> warnings = new ArrayList<>(planner.warnings());
    warnings.addAll(strayTypes(planner.plans()));
    warnings.addAll(emptyInputs());
    List<InputPlan> inputs = passes.stream().map(pass -> inputPlan(pass, planner)).toList();
    return new Plan(false, planner.plans(), inputs, warnings);
  }

  private List<JsonPass> passes(JsonNode tree) throws IOException {
    ScanProgress progress = new ScanProgress(job.control());
    List<JsonPass> passes = new ArrayList<>();
    for (int index = 0; index < job.inputs().size(); index++) {
      JsonPass pass = new JsonPass(index, job, rejects, progress);
      pass.run(tree);
      passes.add(pass);
    }
    return passes;
  }

  private List<String> strayTypes(List<ColumnPlan> plans) {
    List<String> known = plans.stream().map(plan -> plan.column().name()).toList();
    return options.types().keySet().stream()
        .filter(name -> !name.equals("*") && !known.contains(name))
        .sorted()
        .map(name -> "A type was asked for column '" + name + "', which is in no input.")
        .toList();
  }

  private List<String> emptyInputs() {
    return job.inputs().stream()
        .filter(Inspector::isEmpty)
        .map(input -> input.originalName() + " is empty: it gives no rows and no columns.")
        .toList();
  }

  private InputPlan inputPlan(JsonPass pass, JsonPlanner planner) {
    boolean empty = Inspector.isEmpty(pass.input());
    List<String> names =
        (empty ? List.<ColumnPlan>of() : planner.plans())
            .stream().filter(plan -> !plan.offsets()).map(plan -> plan.column().name()).toList();
    boolean plain = planner.namesAreKeys() && options.types().isEmpty();
    boolean clean = plain && pass.clean();
    return new InputPlan(
        pass.input(),
        names,
        empty ? Collections.nCopies(planner.plans().size(), -1) : planner.fields(),
        false,
        clean,
        true,
        pass.rowsRead(),
        pass.rowsRejected(),
        0,
        pass.longestRecord(),
        Optional.of(pass.sha256()));
  }
}
