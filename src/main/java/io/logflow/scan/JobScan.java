package io.logflow.scan;

import io.logflow.format.Records;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.TypeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One scan of one job's inputs, in order. */
final class JobScan {
  private final Job job;
  private final ConversionOptions options;
  private final RecordSource source;
  private final PassSettings settings;
  private final RowTap tap;
  private final RejectCount rejects;
  private final ScanProgress progress;
  private final List<String> inputNames;
  private final ColumnUnion union = new ColumnUnion();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param tap sees the rows, too; null where there is none
   */
  JobScan(Job job, RecordSource source, RejectSink rejects, RowTap tap) {
    this(
        job,
        source,
        rejects,
        tap,
        PassSettings.of(job.options(), job.resources().threads(), job.control()));
  }

  JobScan(Job job, RecordSource source, RejectSink rejects, RowTap tap, PassSettings settings) {
    this.tap = tap;
    this.job = job;
    this.options = job.options();
    this.settings = settings;
    this.source = source;
    this.rejects = new RejectCount(rejects, keptRejects(job));
    this.progress = new ScanProgress(job.control(), tap != null);
    this.inputNames = job.inputs().stream().map(Input::originalName).toList();
  }

  /** A job that is only planned has its target in the folder that is removed with it. */
  static Optional<Path> keptRejects(Job job) {
    Path kept = job.target().keptRejects(job.id());
    return Optional.of(kept).filter(path -> !path.startsWith(job.resources().tempDir()));
  }

  Plan plan() throws IOException {
    List<List<String>> fields = new ArrayList<>();
    List<List<Integer>> columnsOfFields = new ArrayList<>();
    for (Input input : job.inputs()) {
      List<String> names = Records.fieldNames(input, options);
      fields.add(names);
      columnsOfFields.add(union.add(contractNames(input, names), hasHeader(input)));
      warnings.addAll(HeaderWarnings.of(input, options, names, source));
      if (names.isEmpty()) {
        warnings.add(input.originalName() + " is empty: it gives no rows and no columns.");
      }
      warnings.addAll(ExtentWarnings.of(input));
      CutOff.warning(input).ifPresent(warnings::add);
    }
    warnings.addAll(unionWarnings());
    warnings.addAll(StrayColumns.warnings(options, union.names()));
    FieldMap map = new FieldMap(union.names(), columnsOfFields);
    List<InputPass> passes = passes(map, begun(fields, map));
    passes.forEach(pass -> pass.replacements().ifPresent(warnings::add));
    rejects.check(options.maxRejects(), passes.stream().mapToLong(InputPass::rowsRead).sum());
    PlannedColumns columns = columns(passes, map);
    warnings.addAll(columns.warnings());
    List<InputPlan> inputs = inputs(passes, fields, map, columns);
    return new Plan(false, columns.plans(), inputs, warnings);
  }

  /**
   * The fields' names in the contract's words; how they are written is read again in doubt only.
   */
  private List<String> contractNames(Input input, List<String> names) throws IOException {
    if (options.contract().isNone()) {
      return names;
    }
    boolean doubt = hasHeader(input) && ContractNames.numbered(names);
    List<String> written = doubt ? Records.header(input, options) : names;
    return ContractNames.of(written, names, options.contract());
  }

  private static boolean hasHeader(Input input) {
    return input.inspection().map(found -> found.dialect().header()).orElse(false);
  }

  private List<String> unionWarnings() {
    return union.renamed().stream()
        .map(change -> "A column's name equals another input's but for case: " + change + ".")
        .toList();
  }

  /** The tap that the rows are shown to; null where there is none. */
  private RowTap begun(List<List<String>> fields, FieldMap map) throws IOException {
    if (tap == null) {
      return null;
    }
    Optional<Plan> hypothesis =
        new Hypothesis(source, settings).plan(job.inputs(), fields, map, inputNames);
    return hypothesis.filter(tap::begin).isPresent() ? tap : null;
  }

  private List<InputPass> passes(FieldMap map, RowTap shown) throws IOException {
    List<InputPass> passes = new ArrayList<>();
    for (int index = 0; index < job.inputs().size(); index++) {
      List<String> names = map.names(index);
      InputPass pass =
          new InputPass(index, job.inputs().get(index), names, settings, shown, rejects, progress);
      pass.run(source);
      passes.add(pass);
    }
    return passes;
  }

  private PlannedColumns columns(List<InputPass> passes, FieldMap map) throws IOException {
    List<ColumnScan> scans =
        new ArrayList<>(map.merged(passes.stream().map(InputPass::scan).toList(), options));
    BitSet again = new BitSet();
    for (int column = 0; column < scans.size(); column++) {
      again.set(column, TypeChooser.open(scans.get(column)));
    }
    if (!again.isEmpty()) {
      List<Long> rows = passes.stream().map(pass -> pass.scan().rows()).toList();
      new SecondLook(job.inputs(), source, settings, map).replace(scans, again, rows);
    }
    readTexts(scans, passes, map.columnsOfFields());
    return PlannedColumns.of(scans, inputNames, options);
  }

  /** Hashes texts that were left out of columns that turned out to be text. */
  private void readTexts(
      List<ColumnScan> scans, List<InputPass> passes, List<List<Integer>> columnsOfFields)
      throws IOException {
    Map<Integer, Boolean> texts = new HashMap<>();
    for (int index = 0; index < passes.size(); index++) {
      List<Integer> columnOfField = columnsOfFields.get(index);
      List<ColumnScan> columns = columnOfField.stream().map(scans::get).toList();
      BitSet fields = passes.get(index).deferredFields();
      for (int field = fields.nextSetBit(0); field >= 0; field = fields.nextSetBit(field + 1)) {
        ColumnScan column = columns.get(field);
        // A type that was asked for needs no text, or fails, in the order of the columns.
        // What was scanned again has its texts.
        ColumnSettings given = column.settings();
        boolean free = given.forced().isEmpty() && !given.thorough() && !isCountedLater(given);
        fields.set(
            field, free && texts.computeIfAbsent(columnOfField.get(field), any -> isText(column)));
      }
      if (!fields.isEmpty()) {
        passes.get(index).readTexts(source, fields, columns);
      }
    }
  }

  /** Whether a column that is text does not fit the schema that is kept: see {@link RescueScan}. */
  private boolean isCountedLater(ColumnSettings column) {
    boolean text = column.contract().filter(it -> it.type().kind() == TypeKind.VARCHAR).isPresent();
    return options.contract().rescue() && !options.contract().begins() && !text;
  }

  private boolean isText(ColumnScan column) {
    return TypeChooser.choose(column, inputNames).type().kind() == TypeKind.VARCHAR;
  }

  private List<InputPlan> inputs(
      List<InputPass> passes, List<List<String>> fields, FieldMap map, PlannedColumns columns) {
    List<InputPlan> all = new ArrayList<>();
    for (int index = 0; index < passes.size(); index++) {
      InputPass pass = passes.get(index);
      all.add(
          new InputPlan(
              job.inputs().get(index),
              fields.get(index),
              columns.ofFields(map.fieldOfColumn(index)),
              pass.scan().quotedNulls(),
              pass.clean(),
              pass.lineRecords(),
              pass.rowsRead(),
              pass.rowsRejected(),
              pass.rowsSkipped(),
              pass.longestRecord(),
              Optional.of(pass.sha256())));
    }
    return all;
  }
}
