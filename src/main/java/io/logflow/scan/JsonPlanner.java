package io.logflow.scan;

import io.logflow.format.UniqueNames;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.JsonField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans the columns of JSON records: one a key, or one of all where records are no objects. */
final class JsonPlanner {
  /** The column of records that are no objects. */
  static final String VALUE = "value";

  private final JsonNode root;
  private final ConversionOptions options;
  private final JsonTypes types;
  private final long rows;
  private final UniqueNames names = new UniqueNames();
  private final List<ColumnPlan> plans = new ArrayList<>();
  private final List<Integer> uncounted = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean whole;

  /**
   * @param root the tree of all records
   * @param rows records that are taken in
   * @param inputNames names of all inputs, for sentences
   */
  JsonPlanner(JsonNode root, ConversionOptions options, long rows, List<String> inputNames) {
    this.root = root;
    this.options = options;
    this.rows = rows;
    this.types = new JsonTypes(inputNames);
  }

  void plan() {
    List<JsonNode> nodes = root.fields();
    if (objects() && !nodes.isEmpty()) {
      List<String> unique = types.names().of(nodes, options.contract());
      names.reserve(unique);
      for (int index = 0; index < nodes.size(); index++) {
        add(unique.get(index), nodes.get(index));
      }
    } else {
      addWhole();
    }
    warnings.addAll(0, types.names().warnings());
  }

  /** Whether the records are objects; one by one where others have a column of their own. */
  private boolean objects() {
    return options.contract().rescue()
        ? root.kinds().contains(JsonKind.OBJECT)
        : root.kinds().equals(List.of(JsonKind.OBJECT));
  }

  /** Whether some records are no objects. */
  boolean odd() {
    return root.kinds().stream().anyMatch(kind -> kind != JsonKind.OBJECT);
  }

  /** Whether the records have no keys. */
  boolean whole() {
    return whole;
  }

  private void add(String name, JsonNode node) {
    JsonChoice found = types.choose(node, options.contract().column(name).orElse(null));
    warnings.addAll(found.choice().warnings());
    if (!found.counted()) {
      uncounted.add(plans.size());
    }
    plans.add(plan(name, node, found));
    if (options.offsets() == Offsets.COLUMN && found.choice().offsets().isPresent()) {
      plans.add(offsets(name, node, found, found.choice().offsets().get()));
    }
  }

  private ColumnPlan plan(String name, JsonNode node, JsonChoice found) {
    Choice choice = found.choice();
    return new ColumnPlan(
        new Column(name, choice.type()),
        found.field().format(),
        choice.why(),
        Optional.of(statistics(node, choice.min(), choice.max(), choice.distinct(), choice.hash())),
        Optional.of(found.field()));
  }

  private ColumnPlan offsets(String name, JsonNode node, JsonChoice found, OffsetCounts counts) {
    List<String> sorted = counts.shown().stream().sorted().toList();
    return new ColumnPlan(
        new Column(names.take(name + "_offset"), ColumnType.VARCHAR),
        found.field().format(),
        "It keeps the offsets of column '" + name + "', which was asked for.",
        Optional.of(
            statistics(
                node, sorted.get(0), sorted.get(sorted.size() - 1), sorted.size(), counts.hash())),
        Optional.of(found.field()));
  }

  private ColumnStatistics statistics(
      JsonNode node, String min, String max, long distinct, long hash) {
    return new ColumnStatistics(
        node.count(),
        rows - node.count(),
        min,
        max,
        node.minLength(),
        node.maxLength(),
        distinct,
        hash);
  }

  /** One column for records that are no objects, or objects without keys, or of several kinds. */
  private void addWhole() {
    boolean text = ForcedTypes.of(VALUE, options.types()).equals(Optional.of(ColumnType.VARCHAR));
    whole = true;
    JsonChoice found = types.choose(root, options.contract().column(VALUE).orElse(null));
    if (text) {
      Choice asked =
          new Choice(
              ColumnType.VARCHAR,
              "",
              "This type was asked for.",
              "",
              "",
              -1,
              0,
              Optional.empty(),
              List.of());
      JsonField field = new JsonField("", 0, Optional.empty(), false, List.of());
      found = new JsonChoice(asked, field, false);
    } else if (root.kinds().isEmpty()) {
      found =
          new JsonChoice(
              found.choice().as(ColumnType.VARCHAR, "There is no value at all."),
              found.field(),
              true);
    }
    warnings.addAll(found.choice().warnings());
    if (!found.counted()) {
      uncounted.add(0);
    }
    plans.add(plan(VALUE, root, found));
  }

  /** Puts statistics in the place of those that the first look could not give. */
  void counted(List<ColumnStatistics> statistics) {
    for (int index = 0; index < uncounted.size(); index++) {
      int place = uncounted.get(index);
      ColumnPlan plan = plans.get(place);
      plans.set(
          place,
          new ColumnPlan(
              plan.column(),
              plan.format(),
              plan.why(),
              Optional.of(statistics.get(index)),
              plan.json()));
    }
  }

  /** The columns that the first look could not count. */
  List<ColumnPlan> uncounted() {
    return uncounted.stream().map(plans::get).toList();
  }

  /**
   * The columns, in the order of the folder's contract. Records that are no objects have none of
   * its columns but the one they are.
   */
  List<ColumnPlan> plans() {
    return whole || options.contract().isNone()
        ? List.copyOf(plans)
        : ContractOrder.of(plans, options.contract(), rows);
  }

  /** For each column its place among the keys of records. */
  List<Integer> fields() {
    List<Integer> fields = new ArrayList<>();
    for (ColumnPlan plan : plans()) {
      int last = fields.isEmpty() ? -1 : fields.get(fields.size() - 1);
      fields.add(plan.offsets() ? last : last + 1);
    }
    return fields;
  }

  /** The names of the columns that are no offsets of others. */
  List<String> fieldNames() {
    return plans().stream().filter(plan -> !plan.offsets()).map(p -> p.column().name()).toList();
  }

  List<String> warnings() {
    return warnings;
  }

  /** Whether every column and field is named as its key is, and no key came twice in one object. */
  boolean namesAreKeys() {
    return types.names().areKeys();
  }

  /** Whether the folder's contract makes anything other than the records alone would be. */
  boolean altered() {
    return types.altered() || plans().size() != plans.size();
  }
}
