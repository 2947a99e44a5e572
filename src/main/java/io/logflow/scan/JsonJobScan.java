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
  private final RowTap tap;

  /**
   * @param tap sees the records, too; null where there is none
   */
  JsonJobScan(Job job, RejectCount rejects, RowTap tap) {
    this.tap = tap;
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
    warnings.addAll(StrayColumns.warnings(options, names(planner.plans())));
    warnings.addAll(emptyInputs());
    List<InputPlan> inputs = passes.stream().map(pass -> inputPlan(pass, planner)).toList();
    Plan found = new Plan(false, planner.plans(), inputs, warnings);
    if (!options.contract().rescue()) {
      return found;
    }
    boolean keyed = !planner.whole();
    Plan columns = keyed ? found : RescuePlan.withoutColumns(found, options.contract(), true);
    return JsonRescueScan.plan(job, columns, planner.odd());
  }

  private List<JsonPass> passes(JsonNode tree) throws IOException {
    ScanProgress progress = new ScanProgress(job.control(), tap != null);
    JsonFields shown = begun();
    RowTap begun = shown == null ? null : tap;
    JsonFields fields = shown == null ? JsonFields.NONE : shown;
    List<JsonPass> passes = new ArrayList<>();
    for (int index = 0; index < job.inputs().size(); index++) {
      JsonPass pass = new JsonPass(index, job, fields, begun, rejects, progress);
      pass.run(tree);
      passes.add(pass);
    }
    return passes;
  }

  /** What the tap is shown; null where it is shown nothing. */
  private JsonFields begun() throws IOException {
    Optional<Plan> hypothesis =
        tap == null
            ? Optional.empty()
            : new JsonHypothesis(job.inputs(), options).plan().filter(tap::begin);
    return hypothesis
        .map(plan -> JsonFields.of(plan, InputScan.all(plan.columns().size())))
        .orElse(null);
  }

  private static List<String> names(List<ColumnPlan> plans) {
    return plans.stream().map(plan -> plan.column().name()).toList();
  }

  private List<String> emptyInputs() {
    return job.inputs().stream()
        .filter(Inspector::isEmpty)
        .map(input -> input.originalName() + " is empty: it gives no rows and no columns.")
        .toList();
  }

  private InputPlan inputPlan(JsonPass pass, JsonPlanner planner) {
    boolean empty = Inspector.isEmpty(pass.input());
    List<String> names = empty ? List.of() : planner.fieldNames();
    boolean plain = planner.namesAreKeys() && options.types().isEmpty() && !planner.altered();
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
