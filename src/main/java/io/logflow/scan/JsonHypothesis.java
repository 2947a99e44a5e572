package io.logflow.scan;

import io.logflow.format.Inspector;
import io.logflow.format.json.JsonChunk;
import io.logflow.format.json.JsonReader;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Format;
import io.logflow.job.Input;
import io.logflow.job.InputException;
import io.logflow.job.InputPlan;
import io.logflow.job.Inspection;
import io.logflow.job.Plan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Supposes a plan from samples of JSON inputs: of the start of each, and where lines are records of
 * its middle and its end.
 */
final class JsonHypothesis {
  private static final int SAMPLE_BYTES = 256 << 10;

  private final List<Input> inputs;
  private final ConversionOptions options;
  private final JsonNode tree;
  private long rows;

  JsonHypothesis(List<Input> inputs, ConversionOptions options) {
    this.inputs = inputs;
    this.options = options;
    this.tree = new JsonNode(JsonPath.root(options));
  }

  /** The plan that the samples tell; empty where a sample cannot be read, as the scan will tell. */
  Optional<Plan> plan() throws IOException {
    try {
      for (int index = 0; index < inputs.size(); index++) {
        if (!Inspector.isEmpty(inputs.get(index))) {
          sample(index, inputs.get(index));
        }
      }
      List<String> names = inputs.stream().map(Input::originalName).toList();
      JsonPlanner planner = new JsonPlanner(tree, options, rows, names);
      planner.plan();
      return Optional.of(plan(planner));
    } catch (InputException unfit) {
      return Optional.empty();
    }
  }

  private Plan plan(JsonPlanner planner) {
    List<InputPlan> plans = new ArrayList<>();
    for (Input input : inputs) {
      boolean empty = Inspector.isEmpty(input);
      List<Integer> fields =
          empty ? Collections.nCopies(planner.plans().size(), -1) : planner.fields();
      List<String> names = empty ? List.of() : planner.fieldNames();
      plans.add(new InputPlan(input, names, fields, false, false, 0, 0, 0, 0, Optional.empty()));
    }
    return new Plan(true, planner.plans(), plans, List.of());
  }

  private void sample(int index, Input input) throws IOException {
    JsonScanner scanner = new JsonScanner(index, input, options);
    long read;
    try (JsonReader reader = JsonReader.open(input, options, SAMPLE_BYTES)) {
      read = sample(reader, scanner);
    }
    long size = input.contentSize();
    if (seekable(input)) {
      for (long start : new long[] {size / 2, size - SAMPLE_BYTES}) {
        if (start > read) {
          try (JsonReader reader = JsonReader.sample(input, options, start, SAMPLE_BYTES)) {
            read = sample(reader, scanner);
          }
        }
      }
    }
  }

  private static boolean seekable(Input input) {
    Inspection found = input.inspection().orElseThrow();
    return found.format() == Format.NDJSON
        && (found.charset().equals(StandardCharsets.UTF_8)
            || found.charset().equals(StandardCharsets.US_ASCII));
  }

  /** The byte after a sample. */
  private long sample(JsonReader reader, JsonScanner scanner) throws IOException {
    JsonChunk chunk = new JsonChunk();
    if (reader.next(chunk)) {
      JsonPart part = scanner.apply(chunk);
      rows += part.records - part.rejects.size();
      tree.merge(part.root);
    }
    return reader.position();
  }
}
