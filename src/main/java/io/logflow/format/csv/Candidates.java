package io.logflow.format.csv;

import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads a sample with every delimiter, quote and escape that may be meant and takes what gives the
 * best table. Equal ones: the first of comma, semicolon, tab, bar, then the rare ones. What the
 * options force is not searched.
 */
final class Candidates {
  private static final List<String> USUAL = List.of(",", ";", "\t", "|");
  private static final List<String> RARE = List.of(":", "^", "~", " ");

  /** Delimiters that occur in text, too: only a wide table without a flaw will do. */
  private static final List<String> ODD =
      List.of("\u0001", "\u001E", "\u001F", "\u00A6", "\u00A7", "!", "#", "@", "*", "&", "%");

  /** Delimiters of which two in a row are one. */
  private static final String DOUBLED = "|:^~#@*&%!";

  private static final char UNIT_SEPARATOR = '\u001F';
  private static final char NO_QUOTE = 0;
  private static final char NO_ESCAPE = 0;

  private final SampleText sample;
  private final SampleBytes bytes;
  private final ConversionOptions options;
  private final Optional<String> delimiter;

  /**
   * @param told what the file says of its delimiter
   */
  Candidates(SampleText sample, ConversionOptions options, Optional<String> told) {
    this.sample = sample;
    this.bytes = new SampleBytes(sample);
    this.options = options;
    this.delimiter = options.delimiter().or(() -> told);
  }

  Trial best() {
    return delimiter.map(this::trial).orElseGet(this::search);
  }

  private Trial search() {
    return admissible(USUAL, Candidates::isUsualFit)
        .or(() -> admissible(RARE, this::isRareFit))
        .or(() -> admissible(ODD, Candidates::isOddFit))
        .or(() -> admissible(USUAL, trial -> Runs.hold(sample, trial)))
        .or(() -> admissible(List.of(" "), Candidates::isQuotedFit))
        .map(this::widened)
        .orElseGet(() -> trial(absentDelimiter()));
  }

  private Optional<Trial> admissible(List<String> delimiters, Predicate<Trial> fit) {
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

  private static boolean isUsualFit(Trial trial) {
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

  private static boolean isOddFit(Trial trial) {
    return trial.width() > 2
        && trial.records() >= 3
        && trial.agreement() == 1
        && trial.hasNumberColumn();
  }

  /** Blanks between quoted fields: quotes would not stand behind blanks by accident. */
  private static boolean isQuotedFit(Trial trial) {
    return trial.records() >= 3 && trial.failures() == 0 && trial.quotedFields() >= trial.records();
  }

  /** Takes a blank, or a second delimiter, to the delimiter where it follows nearly always. */
  private Trial widened(Trial trial) {
    String delimiter = trial.dialect().delimiter();
    if (delimiter.length() > 1 || delimiter.equals(" ")) {
      return trial;
    }
    if (DOUBLED.contains(delimiter) && bytes.holds(delimiter + delimiter)) {
      Trial doubled = trial(delimiter + delimiter);
      if (doubled.agreement() >= trial.agreement() && 2 * doubled.width() == trial.width() + 1) {
        return doubled;
      }
    }
    if (trial.signs().blankLed()) {
      Trial spaced = trial(delimiter + " ");
      // A quote behind the delimiter alone shows that the blank is none of it.
      boolean fits =
          spaced.agreement() >= trial.agreement() && spaced.quotedFields() >= trial.quotedFields();
      return spaced.width() > 1 && fits ? spaced : trial;
    }
    return trial;
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
    if (doubleQuotes.failures() >= 3 && 2 * doubleQuotes.failures() > doubleQuotes.quotedFields()) {
      return doubleQuotes.quotedFields() == 0 ? withEscape(delimiter, NO_QUOTE) : doubleQuotes;
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
    if (quote == NO_QUOTE) {
      return doubled;
    }
    Trial best = doubled;
    if (bytes.holds("\\" + quote)) {
      Trial backslash = read(dialect(delimiter, quote, '\\'));
      best = backslash.failures() < doubled.failures() ? backslash : doubled;
    }
    boolean doubles = doubled.signs().escapes() > 0;
    return doubles || best.failures() < 2 ? best : withoutEscape(delimiter, quote, best);
  }

  /**
   * Quotes within quotes that nothing marks: where none is doubled and nearly all records fit then.
   */
  private Trial withoutEscape(String delimiter, char quote, Trial escaped) {
    if (escaped.signs().escapes() > escaped.failures()) {
      return escaped;
    }
    Trial bare = read(dialect(delimiter, quote, NO_ESCAPE));
    boolean mended =
        4 * bare.failures() < escaped.failures() && bare.agreement() > escaped.agreement();
    return mended && bare.quotedFields() > 0 && bare.width() > 1 ? bare : escaped;
  }

  private Trial read(Dialect dialect) {
    return Trial.of(sample, dialect, options.header().isEmpty());
  }

  private static Dialect dialect(String delimiter, char quote, char escape) {
    return new Dialect(delimiter, quote, escape, false, 0, "");
  }
}
