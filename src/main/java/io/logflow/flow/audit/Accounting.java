package io.logflow.flow.audit;

import io.logflow.flow.audit.OutputFile.Part;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.ParquetFooters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** I4: no row is unaccounted for: in each output's footer, its job's row and its rejects. */
final class Accounting implements Check {
  private static final String REMEDY =
      "Compare the output with its input in done/, and report it with both.";

  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    for (OutputFile file : scene.outputs().values()) {
      if (!file.isReadable() || file.parts().isEmpty()) {
        continue;
      }
      long written = file.parts().stream().mapToLong(Part::written).sum();
      if (written != file.rows()) {
        found.accept(
            violation(
                file,
                "By its footer %d rows were to be written, and it holds %d."
                    .formatted(written, file.rows())));
      }
      for (Part part : file.parts()) {
        AuditedJob job = scene.books().jobs().get(part.jobId());
        if (job != null && job.isPublished() && differs(part, job)) {
          found.accept(violation(file, told(part, job)));
        }
        if (job != null && job.isPublished()) {
          job.rejects().flatMap(rejects -> problem(scene, job, rejects)).ifPresent(found);
        }
      }
    }
  }

  private static boolean differs(Part part, AuditedJob job) {
    boolean withRejects = job.status().equals("completed_with_rejects");
    return part.rejected() != job.rejected()
        || part.skipped() != job.skipped()
        || withRejects != (part.rejected() > 0);
  }

  /** What is wrong with the rejects of an output that is there. */
  private static Optional<Violation> problem(Scene scene, AuditedJob job, Path rejects) {
    if (Files.notExists(rejects)) {
      return scene.plan().allowMissing()
          ? Optional.empty()
          : Optional.of(
              violation(
                  rejects,
                  "The rejected rows of %s are not there.".formatted(job.told()),
                  "If somebody took them away, all is well (--allow-missing); else convert its"
                      + " input again."));
    }
    try {
      long rows = ParquetFooters.read(rejects).rows();
      return rows == job.rejected()
          ? Optional.empty()
          : Optional.of(
              violation(
                  rejects,
                  "It holds %d rejected rows, and %s recorded %d."
                      .formatted(rows, job.told(), job.rejected()),
                  REMEDY));
    } catch (LogFlowException e) {
      return Optional.of(violation(rejects, e.getMessage(), e.remedy()));
    }
  }

  private static String told(Part part, AuditedJob job) {
    return "Its footer says %d rows rejected and %d skipped, and %s recorded %d and %d."
        .formatted(part.rejected(), part.skipped(), job.told(), job.rejected(), job.skipped());
  }

  private static Violation violation(OutputFile file, String what) {
    return violation(file.path(), what, REMEDY);
  }

  private static Violation violation(Path file, String what, String remedy) {
    return new Violation(Invariant.I4, file.toString(), what, remedy);
  }
}
