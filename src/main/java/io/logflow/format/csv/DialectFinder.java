package io.logflow.format.csv;

import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds how delimited text is written: reads a sample with every delimiter that occurs and takes
 * the one whose records agree best on their number of fields. Equal ones: the first of comma,
 * semicolon, tab, bar, colon, caret, tilde, blank. What the options force is not searched.
 */
public final class DialectFinder {
  private static final List<String> USUAL = List.of(",", ";", "\t", "|");
  private static final List<String> RARE = List.of(":", "^", "~", " ");
  private static final char UNIT_SEPARATOR = '\u001F';
  private static final char NO_QUOTE = 0;

  private final SampleText sample;
  private final SampleBytes bytes;
  private final ConversionOptions options;

  private DialectFinder(SampleText sample, ConversionOptions options) {
    this.sample = sample;
    this.bytes = new SampleBytes(sample);
    this.options = options;
  }

  /** The dialect of the text that begins with the sample. */
  public static Dialect find(SampleText sample, ConversionOptions options) {
    return new DialectFinder(sample, options).find();
  }

  private Dialect find() {
    Trial best = options.delimiter().map(this::trial).orElseGet(this::bestTrial);
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

  private Trial bestTrial() {
    return admissible(USUAL, this::isUsualFit)
        .or(() -> admissible(RARE, this::isRareFit))
        .orElseGet(() -> trial(absentDelimiter()));
  }

  private Optional<Trial> admissible(
      List<String> delimiters, java.util.function.Predicate<Trial> fit) {
    Comparator<Trial> byScore = Comparator.comparingDouble(Trial::score);
    List<Trial> found = new ArrayList<>();
    for (String delimiter : delimiters) {
      if (bytes.holds(delimiter)) {
        found.add(trial(delimiter));
      }
    }
    // The reduction keeps the earlier of two equal ones.
    return found.stream()
        .filter(fit)
        .reduce((first, second) -> byScore.compare(second, first) > 0 ? second : first);
  }

  private boolean isUsualFit(Trial trial) {
    return trial.width() > 1 && (trial.agreement() >= 0.5 || trial.split() >= 0.9);
  }

  /** Rare delimiters occur in times, addresses and sentences: only a real table will do. */
  private boolean isRareFit(Trial trial) {
    boolean blank = trial.dialect().delimiter().equals(" ");
    return trial.width() > 1
        && trial.records() >= 3
        && trial.agreement() >= (blank ? 1 : 0.95)
        && (!blank || trial.hasNumberColumn())
        && !Lines.mostlyValues(sample);
  }

  /** A delimiter that the sample does not hold, for a file of one column. */
  private String absentDelimiter() {
    return USUAL.stream()
        .filter(delimiter -> !bytes.holds(delimiter))
        .findFirst()
        .orElse(String.valueOf(UNIT_SEPARATOR));
  }

  private Trial trial(String delimiter) {
    if (options.quote().isPresent()) {
      return withEscape(delimiter, options.quote().get());
    }
    Trial doubleQuotes = withEscape(delimiter, '"');
    Trial singleQuotes = holdsOpening(delimiter, '\'') ? withEscape(delimiter, '\'') : doubleQuotes;
    if (doubleQuotes.quotedFields() == 0 && isQuotedThroughout(singleQuotes)) {
      return singleQuotes;
    }
    // One stray quote must not switch quoting off: it takes several, and not one sound quoted
    // field.
    if (doubleQuotes.quotedFields() == 0 && doubleQuotes.failures() >= 3) {
      return withEscape(delimiter, NO_QUOTE);
    }
    return doubleQuotes;
  }

  private boolean holdsOpening(String delimiter, char quote) {
    return bytes.holds(delimiter + quote)
        || bytes.holds("\n" + quote)
        || (sample.utf8().length > 0 && sample.utf8()[0] == quote);
  }

  private static boolean isQuotedThroughout(Trial trial) {
    return trial.dialect().quote() == '\''
        && trial.failures() == 0
        && trial.quotedFields() >= Math.max(2, trial.records() / 2);
  }

  private Trial withEscape(String delimiter, char quote) {
    if (options.escape().isPresent()) {
      return read(dialect(delimiter, quote, options.escape().get()));
    }
    Trial doubled = read(dialect(delimiter, quote, quote));
    if (quote == NO_QUOTE || !bytes.holds("\\" + quote)) {
      return doubled;
    }
    Trial backslash = read(dialect(delimiter, quote, '\\'));
    return backslash.failures() < doubled.failures() ? backslash : doubled;
  }

  private Trial read(Dialect dialect) {
    return Trial.of(sample, dialect, options.header().isEmpty());
  }

  private static Dialect dialect(String delimiter, char quote, char escape) {
    return new Dialect(delimiter, quote, escape, false, 0, "");
  }

  private String evidence(Trial best) {
    String records = best.records() + (best.records() == 1 ? " record" : " records");
    if (options.delimiter().isPresent()) {
      return "The delimiter was given.";
    }
    if (best.width() <= 1) {
      return "No delimiter parts " + records + " looked at alike: one column.";
    }
    long percent = (long) Math.floor(100 * best.agreement());
    String delimiter = name(best.dialect().delimiter());
    // Told of each of many small inputs: a format string would cost more than the finding.
    return percent
        + " % of "
        + records
        + " looked at have "
        + best.width()
        + " fields, parted by "
        + delimiter
        + ".";
  }

  private static String name(String delimiter) {
    return switch (delimiter) {
      case "\t" -> "tabs";
      case " " -> "blanks";
      default -> "\"" + delimiter + "\"";
    };
  }
}
