package io.logflow.flow.audit;

import io.logflow.flow.audit.OutputFile.Part;
import java.util.Optional;
import java.util.function.Consumer;

/** I2: whatever the globs of readers match opens, and holds the rows that its job recorded. */
final class WholeOutputs implements Check {
  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    for (OutputFile file : scene.outputs().values()) {
      if (!file.isReadable()) {
        found.accept(
            violation(
                file,
                file.problem().orElseThrow(),
                "Take it away, and convert its input again with 'on_duplicate: convert'."));
        continue;
      }
      for (Part part : file.parts()) {
        Optional.ofNullable(scene.books().jobs().get(part.jobId()))
            .filter(AuditedJob::isPublished)
            .flatMap(AuditedJob::rows)
            .filter(rows -> rows != (file.parts().size() == 1 ? file.rows() : part.written()))
            .ifPresent(
                rows ->
                    found.accept(
                        violation(
                            file,
                            "It holds %d rows, and job %s recorded %d."
                                .formatted(file.rows(), part.jobId(), rows),
                            "Somebody has changed the file or the database; compare both with the"
                                + " input.")));
      }
    }
  }

  private static Violation violation(OutputFile file, String what, String remedy) {
    return new Violation(Invariant.I2, file.path().toString(), what, remedy);
  }
}
