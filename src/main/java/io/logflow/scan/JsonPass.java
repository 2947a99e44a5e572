package io.logflow.scan;

import io.logflow.format.json.JsonChunk;
import io.logflow.format.json.JsonReader;
import io.logflow.format.json.JsonRecords;
import io.logflow.format.json.JsonTape;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.Reject;
import java.io.IOException;
import java.util.function.Function;

/**
 * Reads every record of one JSON input once, in several threads, while another hashes its bytes.
 */
final class JsonPass {
  private final int index;
  private final Input input;
  private final ConversionOptions options;
  private final int threads;
  private final RejectCount rejects;
  private final ScanProgress progress;

  private long records;
  private long rejected;
  private long nulls;
  private long minusZeros;
  private long longest;
  private String sha256 = "";

  JsonPass(int index, Job job, RejectCount rejects, ScanProgress progress) {
    this.index = index;
    this.input = job.inputs().get(index);
    this.options = job.options();
    this.threads = job.resources().threads();
    this.rejects = rejects;
    this.progress = progress;
  }

  /** Scans the input into a tree, which may hold other inputs already. */
  void run(JsonNode tree) throws IOException {
    unchanged(input);
    try (InputDigest digest = InputDigest.start(input)) {
      try (JsonReader reader = JsonReader.open(input, options);
          JsonWorkers<JsonPart> workers = new JsonWorkers<>(threads, Worker::new)) {
        workers.run(reader, part -> take(part, tree, reader.position()));
      }
      sha256 = digest.hex();
    }
    unchanged(input);
    progress.inputDone(input.contentSize(), records);
  }

  private void take(JsonPart part, JsonNode tree, long position) throws IOException {
    tree.merge(part.root);
    if (tree.size() > 1 + (long) options.maxColumns()) {
      throw JsonPath.tooMany(options);
    }
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

  static void unchanged(Input input) throws IOException {
    if (!FileStamp.of(input.path()).equals(input.stamp())) {
      throw ErrorKind.INPUT_CHANGED.error(
          input.originalName() + " changed while it was read.",
          "Wait until whatever writes it has finished, and try again.");
    }
  }

  /** Scans one chunk after the other, each into a tree of its own. */
  private final class Worker implements Function<JsonChunk, JsonPart> {
    private final JsonRecords reader = new JsonRecords(input, options.maxRecordBytes());
    private final JsonCursor cursor = new JsonCursor();

    @Override
    public JsonPart apply(JsonChunk chunk) {
      JsonPart part = new JsonPart(new JsonNode(JsonPath.root(options)));
      reader.begin(chunk);
      cursor.tape = reader.tape();
      cursor.b = reader.buffer();
      cursor.cell.input = index;
      cursor.cell.base = new LineBase();
      cursor.cell.base.first = chunk.firstLine();
      cursor.minusZeros = 0;
      while (reader.next()) {
        part.records++;
        part.longest = Math.max(part.longest, reader.length());
        if (reader.rejected()) {
          part.rejects.add(reader.reject());
        } else {
          cursor.cell.line = reader.line() - chunk.firstLine();
          part.nulls += reader.tape().kind(0) == JsonTape.NULL ? 1 : 0;
          part.root.accept(cursor, 0);
        }
      }
      part.root.settle(cursor);
      part.minusZeros = cursor.minusZeros;
      return part;
    }
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
