package io.logflow.flow.replay;

import io.logflow.flow.proof.Source;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.store.Jobs;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The inputs that an output was made of, so that it can be made again. */
final class Originals {
  private static final String REMEDY =
      "Give --as part, and the rows go to a file of their own beside it.";

  private final Jobs jobs;

  Originals(Jobs jobs) {
    this.jobs = jobs;
  }

  /**
   * One input of an output.
   *
   * @param replayed whether it holds rows that an earlier replay took in
   */
  record Original(Path path, String name, boolean replayed) {}

  /**
   * All inputs of the output of a job, in their order.
   *
   * @throws LogFlowException INPUT_NOT_FOUND where one of them is not there any more with the same
   *     contents, or the output is gone; USAGE where the output is another job's
   */
  List<Original> of(StoredJob job, Path output) {
    if (!Files.exists(output)) {
      throw ErrorKind.INPUT_NOT_FOUND.error("The output " + output + " is gone.", REMEDY);
    }
    requireStill(output, job.id());
    List<Original> all = new ArrayList<>();
    for (String maker : makers(output)) {
      all.add(found(jobs.find(maker), output));
    }
    return all;
  }

  /**
   * Fails where an output is not a job's any more.
   *
   * @throws LogFlowException OUTPUT_EXISTS
   */
  static void requireStill(Path output, String jobId) {
    if (!Files.exists(output) || !makers(output).contains(jobId)) {
      throw ErrorKind.OUTPUT_EXISTS.error(
          output + " is not the output of job " + jobId + " any more.",
          "Look with 'logflow jobs list' which job made it, and replay that one.");
    }
  }

  private static List<String> makers(Path output) {
    return FooterMetadata.entries(Outputs.footer(output).metadata()).stream()
        .map(entry -> entry.getOrDefault(FooterMetadata.JOB_ID, ""))
        .toList();
  }

  private static Original found(StoredJob maker, Path output) {
    Source source = new Source(maker, 1);
    String note;
    try {
      note = source.note();
    } catch (IOException e) {
      note = "it cannot be read: " + e.getMessage();
    }
    String name = maker.text("original_name").orElse("an input");
    if (!note.isEmpty()) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "%s cannot be made again of its inputs. Of %s: %s.".formatted(output, name, note),
          (note.contains("relative path") ? "Go to the folder where it was converted. Or g" : "G")
              + REMEDY.substring(1));
    }
    return new Original(source.path().orElseThrow(), name, maker.text("replay_of").isPresent());
  }
}
