package io.logflow.cli;

import io.logflow.flow.replay.Chain;
import io.logflow.job.ErrorKind;
import io.logflow.parquet.ParquetResultReader;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows the rows that a job rejected, from the file in which they are kept. */
final class RejectsReport {
  private static final List<String> SHOWN =
      List.of("source", "line", "byte_offset", "reason", "detail", "raw");
  private static final int WIDEST_RAW = 100;

  private final StoredJob job;
  private final Chain chain;
  private final int rows;

  /**
   * @param chain the job and the replays that took in some of its rows
   * @param rows so many at most
   */
  RejectsReport(StoredJob job, Chain chain, int rows) {
    this.job = job;
    this.chain = chain;
    this.rows = rows;
  }

  void print(PrintWriter out) throws IOException {
    Optional<Path> file = file();
    if (replayed()) {
      out.println(
          "%s of job %s %s left after job %s took in the others."
              .formatted(
                  Figures.counted(count(), "rejected row"),
                  job.id(),
                  count() == 1 ? "is" : "are",
                  chain.latest().id()));
    } else if (file.isEmpty()) {
      out.println("Job " + job.id() + " kept no rejected rows.");
    }
    if (file.isEmpty()) {
      return;
    }
    List<Map<String, String>> rejects = read(file.get());
    TextTable table =
        new TextTable(
            List.of("SOURCE", "LINE", "BYTE_OFFSET", "REASON", "DETAIL", "RAW"), Set.of(1, 2));
    rejects.forEach(reject -> table.add(cells(reject)));
    table.print(out);
    out.println(
        Figures.counted(rejects.size(), "row")
            + " of "
            + Figures.count(count())
            + " in "
            + Printable.text(file.get().toString()));
  }

  private static List<String> cells(Map<String, String> reject) {
    List<String> cells = new ArrayList<>();
    for (String column : SHOWN) {
      String value = Optional.ofNullable(reject.get(column)).orElse("");
      String cut = TextWidth.cut(value, WIDEST_RAW);
      cells.add(column.equals("raw") && cut.length() < value.length() ? cut + "..." : value);
    }
    return cells;
  }

  Map<String, Object> json() throws IOException {
    Optional<Path> file = file();
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("id", job.id());
    found.put("rejected_rows", job.number("rejected_rows").orElse(0L));
    if (replayed()) {
      found.put("replayed_by", chain.latest().id());
      found.put("left", count());
    }
    found.put("rejects_path", file.map(Path::toString).orElse(null));
    found.put("rejects", file.isEmpty() ? List.of() : read(file.get()));
    return found;
  }

  /** Whether replays tell of the rows by now; the row of a replay tells of itself. */
  private boolean replayed() {
    return job.text("replay_of").isEmpty() && !chain.latest().id().equals(chain.job().id());
  }

  private long count() {
    return replayed() ? chain.left() : job.number("rejected_rows").orElse(0L);
  }

  /** The file of the rows; empty where there are none. */
  Optional<Path> file() {
    return (replayed() ? chain.latest() : job).text("rejects_path").map(Path::of);
  }

  /** Fails where the file of the rows is gone. */
  Path existing(Path file) {
    if (!Files.exists(file)) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "The rejected rows of job " + job.id() + " were kept in " + file + ", which is gone.",
          "Convert the input again to get them once more.");
    }
    return file;
  }

  private List<Map<String, String>> read(Path kept) throws IOException {
    Path file = existing(kept);
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      List<Map<String, String>> rejects = new ArrayList<>();
      for (List<String> values : FirstRows.read(reader, rows)) {
        Map<String, String> reject = new LinkedHashMap<>();
        for (int column = 0; column < values.size(); column++) {
          reject.put(reader.schema().column(column).name(), values.get(column));
        }
        rejects.add(reject);
      }
      return rejects;
    }
  }
}
