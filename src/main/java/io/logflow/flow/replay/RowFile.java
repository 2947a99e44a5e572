package io.logflow.flow.replay;

import io.logflow.flow.replay.RowTrial.Problem;
import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.QuotedEmpty;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Reject;
import io.logflow.parquet.RejectsReader;
import io.logflow.parquet.RejectsReader.Row;
import io.logflow.parquet.RejectsWriter;
import io.logflow.parquet.RowForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parts rejected rows into those that can be read now, and those that are left. */
final class RowFile {
  private static final int SHOWN = 3;

  private final KeptRows rejects;
  private final ConversionOptions options;
  private final Corrections corrections;
  private final List<String> first = new ArrayList<>();
  private long tried;
  private long left;
  private long dropped;

  /**
   * What became of the rows.
   *
   * @param tried rejected rows
   * @param left those that still cannot be read
   * @param dropped those that somebody said are no data
   */
  record Made(long tried, long left, long dropped) {}

  /**
   * @param rejects the rejected rows
   * @param options how to read; what they leave open is as it was
   */
  RowFile(KeptRows rejects, ConversionOptions options, Corrections corrections) {
    this.rejects = rejects;
    this.options = options;
    this.corrections = corrections;
  }

  /**
   * Writes both files.
   *
   * @param clean for the rows that can be read; must not be there
   * @param leftOver for the others; not made where there are none
   * @param jobId the job that leaves them
   * @throws LogFlowException TOO_MANY_REJECTS where no row can be read, and neither file is there
   *     then; CANCELLED, USAGE, OUTPUT_NOT_WRITABLE, DISK_FULL
   */
  Made write(Path clean, Path leftOver, String jobId, Control control) {
    boolean done = false;
    try (RejectsReader reader = RejectsReader.open(rejects.file());
        RejectsWriter rest = new RejectsWriter(leftOver)) {
      rest.describe(rejects.metadata(reader, jobId));
      try (CleanRows rows = new CleanRows(clean, rejects.columns(), options.nullValues())) {
        part(reader, trials(), rows, rest, control);
        requireClear(rows);
      }
      corrections.requireAllUsed();
      requireSome();
      done = true;
      return new Made(tried, left, dropped);
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

  private Map<String, RowTrial> trials() {
    Map<String, RowTrial> trials = new HashMap<>();
    for (RowForm form : rejects.forms()) {
      List<String> names = rejects.names(form);
      int[] fields = rejects.columns().stream().mapToInt(names::indexOf).toArray();
      trials.put(form.source(), new RowTrial(form, fields, options));
    }
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
      tried++;
      if (corrected.filter(String::isEmpty).isPresent()) {
        dropped++;
        continue;
      }
      Optional<Problem> problem = trial.read(row, corrected, rows, collected);
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
      String why = problem.detail().replaceAll("\\.$", "");
      first.add("line " + was.line() + " of " + row.source() + ": " + why);
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

  private void requireClear(CleanRows rows) {
    if (rows.isUnclear() && options.quotedEmpty() == QuotedEmpty.AUTO) {
      throw ErrorKind.USAGE.error(
          "Nothing in these rows tells whether \"\" is an empty text or NULL.",
          "It was a text: say so with --set quoted_empty=text.");
    }
  }

  private void requireSome() {
    if (left + dropped == tried) {
      throw ErrorKind.TOO_MANY_REJECTS.error(
          "No rejected row of %d can be taken in (%s%s)."
              .formatted(
                  tried,
                  first.isEmpty() ? "all are dropped" : String.join("; ", first),
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
