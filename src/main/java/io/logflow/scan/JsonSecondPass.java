package io.logflow.scan;

import io.logflow.format.json.JsonReader;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import java.io.IOException;
import java.util.BitSet;

/** Reads JSON that was scanned again, in the same chunks, to show columns to a tap. */
final class JsonSecondPass {
  private final Job job;
  private final Plan plan;
  private final JsonFields fields;
  private final RowTap tap;
  private long bytesBefore;
  private long rows;

  JsonSecondPass(Job job, Plan plan, BitSet columns, RowTap tap) {
    this.job = job;
    this.plan = plan;
    this.fields = JsonFields.of(plan, columns);
    this.tap = tap;
  }

  void run() throws IOException {
    for (int index = 0; index < plan.inputs().size(); index++) {
      Input input = plan.inputs().get(index).input();
      input.requireUnchanged();
      read(index, input);
      input.requireUnchanged();
      bytesBefore += input.contentSize();
    }
  }

  private void read(int index, Input input) throws IOException {
    try (JsonReader reader = JsonReader.open(input, job.options());
        JsonWorkers<JsonPart> workers =
            new JsonWorkers<>(
                job.resources().threads(),
                () -> new JsonScanner(index, input, job.options(), fields, tap))) {
      workers.run(reader, part -> take(part, reader.position()));
    }
  }

  private void take(JsonPart part, long position) {
    job.control().check();
    part.shown.run();
    rows += part.records;
    job.control().progress("convert", bytesBefore + position, rows);
  }
}
