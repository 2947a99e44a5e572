package io.logflow.flow.replay;

import io.logflow.flow.replay.RowTrial.Problem;
import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.Format;
import io.logflow.job.LogFlowException;
import io.logflow.job.Reject;
import io.logflow.parquet.RejectsReader;
import io.logflow.parquet.RejectsReader.Row;
import io.logflow.parquet.RejectsWriter;
import io.logflow.parquet.RowForm;
import io.logflow.parquet.RowForms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parts rejected rows into those that can be read now, and those that are left. */
final class RowFile {
  private static final int SHOWN = 3;

  private final Path rejects;
  private final ConversionOptions options;
  private final Corrections corrections;
  private final List<String> first = new ArrayList<>();
  private long tried;
  private long left;

  /**
   * What became of the rows.
   *
   * @param tried rejected rows
   * @param left those that still cannot be read
   * @param forms how they were written
   */
  record Made(long tried, long left, List<RowForm> forms) {
    Format format() {
      return forms.get(0).format().isJson() ? Format.NDJSON : Format.CSV;
    }
  }

  /**
   * @param rejects the rejects file
   * @param options how to read; what they leave open is as it was
   */
  RowFile(Path rejects, ConversionOptions options, Corrections corrections) {
    this.rejects = rejects;
    this.options = options;
    this.corrections = corrections;
  }

  /** How the rows of a rejects file were written. */
  static List<RowForm> forms(Path rejects) {
    try (RejectsReader reader = RejectsReader.open(rejects)) {
      return checked(rejects, reader.forms());
    } catch (IOException e) {
      throw failed(rejects, e);
    }
  }

  private static List<RowForm> checked(Path rejects, List<RowForm> forms) {
    if (forms.isEmpty()) {
      throw ErrorKind.USAGE.error(
          rejects + " was made by a version of LogFlow that did not keep how its rows are written.",
          "Convert the input again with the options that help.");
    }
    Set<String> sources = new LinkedHashSet<>();
    for (RowForm form : forms) {
      if (!sources.add(form.source())) {
        throw ErrorKind.USAGE.error(
            "Two inputs of this output were called "
                + form.source()
                + ", and both have rejected"
                + " rows.",
            "Convert them again, each to an output of its own.");
      }
    }
    return forms;
  }

  /** Names of the columns that the rows of these inputs have, in order. */
  static List<String> columns(List<RowForm> forms) {
    Set<String> columns = new LinkedHashSet<>();
    forms.forEach(form -> columns.addAll(form.columns()));
    return List.copyOf(columns);
  }

  /**
   * Writes both files.
   *
   * @param clean for the rows that can be read; must not be there
   * @param leftOver for the others; not made where there are none
   * @throws LogFlowException TOO_MANY_REJECTS where no row can be read, and neither file is there
   *     then; CANCELLED, USAGE, OUTPUT_NOT_WRITABLE, DISK_FULL
   */
  Made write(Path clean, Path leftOver, Control control) {
    boolean done = false;
    try (RejectsReader reader = RejectsReader.open(rejects);
        RejectsWriter rest = new RejectsWriter(leftOver)) {
      List<RowForm> forms = checked(rejects, reader.forms());
      rest.describe(Map.of(RowForms.KEY, reader.metadata(RowForms.KEY)));
      try (CleanRows rows = new CleanRows(clean, columns(forms), options.nullValues())) {
        part(reader, trials(forms), rows, rest, control);
      }
      corrections.requireAllUsed();
      requireSome();
      done = true;
      return new Made(tried, left, forms);
    } catch (IOException e) {
      throw failed(clean, e);
    } finally {
      if (!done) {
        remove(clean);
        remove(leftOver);
        remove(leftOver.getParent());
      }
    }
  }

  private Map<String, RowTrial> trials(List<RowForm> forms) {
    Map<String, RowTrial> trials = new HashMap<>();
    List<String> columns = columns(forms);
    forms.forEach(form -> trials.put(form.source(), new RowTrial(form, columns, options)));
    return trials;
  }

  private void part(
      RejectsReader reader,
      Map<String, RowTrial> trials,
      CleanRows rows,
      RejectsWriter rest,
      Control control)
      throws IOException {
    ByteArrayOutputStream collected = new ByteArrayOutputStream();
    Optional<Row> next = reader.next();
    for (; next.isPresent(); next = reader.next()) {
      control.check();
      Row row = next.get();
      RowTrial trial = trials.get(row.source());
      collected.reset();
      Optional<String> corrected = corrections.of(row, trial.shown(row));
      Optional<Problem> problem = trial.read(row, corrected, rows, collected);
      tried++;
      if (problem.isPresent()) {
        leave(row, problem.get(), rest);
      } else {
        rows.write(collected);
      }
    }
  }

  private void leave(Row row, Problem problem, RejectsWriter rest) throws IOException {
    Reject was = row.reject();
    left++;
    if (first.size() < SHOWN) {
      first.add("line " + was.line() + " of " + row.source() + ": " + problem.detail());
    }
    Reject now =
        new Reject(
            was.line(),
            was.byteOffset(),
            was.raw(),
            was.column(),
            problem.reason(),
            problem.detail());
    rest.write(row.source(), now);
  }

  private void requireSome() {
    if (left == tried) {
      throw ErrorKind.TOO_MANY_REJECTS.error(
          "No rejected row of %d can be taken in (%s%s)."
              .formatted(
                  tried,
                  String.join("; ", first).replaceAll("\\.$", ""),
                  tried > SHOWN ? "; ..." : ""),
          "Give the options that help, or write the rows to a file ('logflow jobs rejects JOB --csv'"
              + "), correct them there, and name it with --rows.");
    }
  }

  private static LogFlowException failed(Path file, IOException failure) {
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The rows of " + file + " cannot be copied: " + failure.getMessage() + ".",
        "Check the folder's permissions and free space.",
        failure);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed(file, e);
    }
  }
}
