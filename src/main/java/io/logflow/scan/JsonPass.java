package io.logflow.scan;

import io.logflow.format.json.JsonReader;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.Reject;
import java.io.IOException;

/**
 * Reads every record of one JSON input once, in several threads, while another hashes its bytes.
 */
final class JsonPass {
  private final int index;
  private final Input input;
  private final ConversionOptions options;
  private final JsonFields fields;
  private final RowTap tap;
  private final int threads;
  private final RejectCount rejects;
  private final ScanProgress progress;

  private long records;
  private long rejected;
  private long nulls;
  private long minusZeros;
  private long longest;
  private String sha256 = "";

  /**
   * @param fields what the tap is shown
   * @param tap null where there is none
   */
  JsonPass(
      int index,
      Job job,
      JsonFields fields,
      RowTap tap,
      RejectCount rejects,
      ScanProgress progress) {
    this.index = index;
    this.input = job.inputs().get(index);
    this.options = job.options();
    this.fields = fields;
    this.tap = tap;
    this.threads = job.resources().threads();
    this.rejects = rejects;
    this.progress = progress;
  }

  /** Scans the input into a tree, which may hold other inputs already. */
  void run(JsonNode tree) throws IOException {
    input.requireUnchanged();
    try (InputDigest digest = InputDigest.start(input)) {
      try (JsonReader reader = JsonReader.open(input, options);
          JsonWorkers<JsonPart> workers =
              new JsonWorkers<>(
                  threads, () -> new JsonScanner(index, input, options, fields, tap))) {
        workers.run(reader, part -> take(part, tree, reader.position()));
      }
      sha256 = digest.hex();
    }
    input.requireUnchanged();
    progress.inputDone(input.contentSize(), records);
  }

  private void take(JsonPart part, JsonNode tree, long position) throws IOException {
    tree.merge(part.root);
    if (tree.size() > 1 + (long) options.maxColumns()) {
      throw JsonPath.tooMany(options);
    }
    part.shown.run();
    for (Reject reject : part.rejects) {
      rejects.take(input, reject);
    }
    records += part.records;
    rejected += part.rejects.size();
    nulls += part.nulls;
    minusZeros += part.minusZeros;
    longest = Math.max(longest, part.longest);
    progress.tell(position, records);
  }

  Input input() {
    return input;
  }

  long rowsRead() {
    return records;
  }

  long rowsRejected() {
    return rejected;
  }

  /** Whether other readers take every record for what it is. */
  boolean clean() {
    return rejected == 0 && nulls == 0 && minusZeros == 0;
  }

  long longestRecord() {
    return longest;
  }

  String sha256() {
    return sha256;
  }
}
