package io.logflow.format.csv;

import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.TableOptions;
import java.util.Optional;

/** Finds the dialect of a sample: first the symbols, then, where it is not plain, the table. */
final class TableSearch {
  private final SampleText sample;
  private final SampleTail tail;
  private final ConversionOptions options;
  private final Optional<String> delimiter;

  /**
   * @param delimiter what the file says of itself
   */
  TableSearch(
      SampleText sample, SampleTail tail, ConversionOptions options, Optional<String> delimiter) {
    this.sample = sample;
    this.tail = tail;
    this.options = options;
    this.delimiter = delimiter;
  }

  Dialect find() {
    Trial best = new Candidates(sample, options, delimiter).best();
    if (isPlain(best)) {
      HeaderFinder.Verdict header = best.header(options.header());
      Dialect dialect = best.dialect();
      return new Dialect(
          dialect.delimiter(),
          dialect.quote(),
          dialect.escape(),
          header.present(),
          0,
          evidence(best) + " " + header.evidence());
    }
    if (best.width() <= 1 && options.delimiter().isEmpty()) {
      Optional<Dialect> aligned = AlignedFinder.find(sample, options);
      if (aligned.isPresent()) {
        return aligned.get();
      }
    }
    return new ExtentFinder(sample, tail, options, best.dialect()).find(evidence(best));
  }

  private boolean isPlain(Trial best) {
    boolean beyond = best.records() >= Trial.RECORDS;
    TableOptions told = options.table();
    boolean free =
        told.headerRows().isEmpty() && told.footerLines().isEmpty() && told.comment().isEmpty();
    return free && best.plain() && !(beyond && hasOddTail(best));
  }

  /** Whether the last records have another number of fields, or few that are not empty. */
  private boolean hasOddTail(Trial best) {
    return Tails.odd(sample, tail, best);
  }

  private String evidence(Trial best) {
    String records = best.records() + (best.records() == 1 ? " record" : " records");
    if (options.delimiter().isPresent()) {
      return "The delimiter was given.";
    }
    if (delimiter.isPresent()) {
      return "The first line tells the delimiter.";
    }
    if (best.width() <= 1) {
      return "No delimiter parts " + records + " looked at alike: one column.";
    }
    long percent = (long) Math.floor(100 * best.agreement());
    String name = name(best.dialect().delimiter());
    // Told of each of many small inputs: a format string would cost more than the finding.
    return percent
        + " % of "
        + records
        + " looked at have "
        + best.width()
        + " fields, parted by "
        + name
        + (best.dialect().quote() != 0 && best.dialect().escape() == 0
            ? "; quotes within quotes are not marked."
            : ".");
  }

  private static String name(String delimiter) {
    return switch (delimiter) {
      case "\t" -> "tabs";
      case " " -> "blanks";
      default -> "\"" + delimiter + "\"";
    };
  }
}
