package io.logflow.flow.replay;

import static java.util.Objects.requireNonNull;

import io.logflow.job.ErrorKind;
import io.logflow.job.Format;
import io.logflow.job.LogFlowException;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.RejectsReader;
import io.logflow.parquet.RowForm;
import io.logflow.parquet.RowForms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A file of rejected rows, and how they are written.
 *
 * @param file the rejects file
 * @param forms one for each input that has rows in it
 * @param rewriting whether the rows join the inputs again, under the names that they have there;
 *     else they have the names of the output
 */
record KeptRows(Path file, List<RowForm> forms, boolean rewriting) {
  KeptRows {
    requireNonNull(file, "file is null");
    forms = List.copyOf(forms);
  }

  /**
   * Looks at a file.
   *
   * @param jobs ids of the job that has left it, one for each of its inputs
   * @throws LogFlowException USAGE where it is another job's, where it does not tell how its rows
   *     are written, or not clearly
   */
  static KeptRows of(Path file, List<String> jobs, boolean rewriting) {
    try (RejectsReader reader = RejectsReader.open(file)) {
      requireOwn(reader, file, jobs);
      KeptRows rows = new KeptRows(file, reader.forms(), rewriting);
      rows.check();
      return rows;
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          file + " cannot be read: " + e.getMessage() + ".", "Check the disk, and try again.", e);
    }
  }

  /** Fails where a file that tells whose it is is another job's: outputs are replaced. */
  static void requireOwn(RejectsReader reader, Path file, List<String> jobs) {
    String owner = reader.metadata(FooterMetadata.JOB_ID);
    if (!owner.isEmpty() && !jobs.contains(owner)) {
      throw ErrorKind.USAGE.error(
          "The rows that job %s rejected are gone: %s holds those of job %s, which replaced its output."
              .formatted(jobs.get(0), file, owner),
          "'logflow jobs rejects " + owner + "' shows what is there now.");
    }
  }

  private void check() {
    if (forms.isEmpty()) {
      throw ErrorKind.USAGE.error(
          file + " was made by a version of LogFlow that did not keep how its rows are written.",
          "Convert the input again with the options that help.");
    }
    Set<String> sources = new LinkedHashSet<>();
    for (RowForm form : forms) {
      if (!sources.add(form.source())) {
        throw ErrorKind.USAGE.error(
            "Two inputs of this output are called %s, and both have rejected rows: nobody can tell"
                    .formatted(form.source())
                + " which of them a row is from.",
            "Convert the inputs again, each to an output of its own or under names of their own.");
      }
    }
    if (rewriting && forms.size() > 1 && forms.stream().anyMatch(RowForm::renamed)) {
      throw ErrorKind.USAGE.error(
          "The inputs of this output have columns that differ only in the case of their names.",
          "Give --as part, and the rows go to a file of their own beside it.");
    }
  }

  Format format() {
    return forms.get(0).format().isJson() ? Format.NDJSON : Format.CSV;
  }

  /** The names of an input's fields in the file that takes its rows. */
  List<String> names(RowForm form) {
    return rewriting ? form.fields() : form.columns();
  }

  /** Names of the columns of the file that takes the rows, in order; none for JSON. */
  List<String> columns() {
    Set<String> columns = new LinkedHashSet<>();
    forms.forEach(form -> columns.addAll(names(form)));
    return List.copyOf(columns);
  }

  /** What a file of rows that are left keeps beside them. */
  Map<String, String> metadata(RejectsReader reader, String job) {
    return Map.of(FooterMetadata.JOB_ID, job, RowForms.KEY, reader.metadata(RowForms.KEY));
  }
}
