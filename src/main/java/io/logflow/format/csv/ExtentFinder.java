package io.logflow.format.csv;

import io.logflow.job.Aside;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.Extent;
import io.logflow.job.TableOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Finds where the table of a sample lies: behind which preamble, under which header, how far. */
final class ExtentFinder implements TableFinder.HeaderMatch {
  private static final int MOST_ROWS = 20_000;
  private static final int TAIL_ROWS = 8;

  private final SampleText sample;
  private final SampleTail tail;
  private final ConversionOptions options;
  private final TableOptions told;
  private final Dialect symbols;
  private final List<Aside> asides = new ArrayList<>();
  private final List<String> evidence = new ArrayList<>();

  private List<OutlineRow> rows;
  private String comment;
  private TableBlock block;
  private long end = Long.MAX_VALUE;

  /**
   * @param sample without the lines that were told to be before the table
   * @param symbols delimiter, quote and escape
   */
  ExtentFinder(SampleText sample, SampleTail tail, ConversionOptions options, Dialect symbols) {
    this.sample = sample;
    this.tail = tail;
    this.options = options;
    this.told = options.table();
    this.symbols = symbols;
  }

  /**
   * The dialect with the table's place in the sample.
   *
   * @param fits what tells of the delimiter
   */
  Dialect find(String fits) {
    comment = comment();
    rows = Outline.of(sample, commented(symbols), MOST_ROWS);
    boolean whole = told.footerLines().isPresent();
    block = TableFinder.find(rows, this, whole);
    if (told.skipLines().isPresent()) {
      block = block.from(0);
    }
    findEnd();
    int skipLines = preamble();
    int headerRows = headerRows();
    int fields = block.oddStart(rows) ? block.width() : 0;
    if (block.oddHeader()) {
      evidence.add(
          "The header has not as many fields as the rows, which have " + block.width() + ".");
    }
    Extent extent = new Extent(fields, comment, end, List.of(), false, asides);
    evidence.add(0, fits);
    return new Dialect(
        symbols.delimiter(),
        symbols.quote(),
        symbols.escape(),
        headerRows,
        skipLines,
        extent,
        String.join(" ", evidence));
  }

  private String comment() {
    if (told.comment().isPresent()) {
      return told.comment().get();
    }
    List<OutlineRow> all = Outline.of(sample, symbols, Trial.RECORDS);
    if (!sample.complete() || all.size() == Trial.RECORDS) {
      return ""; // Lines that nobody has looked at may be rows.
    }
    String found = Comments.find(sample, all, this);
    if (!found.isEmpty()) {
      evidence.add("Lines that begin with \"" + found + "\" are comments.");
      byte[] sign = found.getBytes(StandardCharsets.UTF_8);
      all.stream()
          .filter(row -> Comments.begins(sample.utf8(), row.start(), sign))
          .map(row -> new Aside(Aside.Kind.COMMENT, row.line(), 1, text(row.start(), row.end())))
          .forEach(asides::add);
    }
    return found;
  }

  private Dialect commented(Dialect dialect) {
    Extent extent = new Extent(0, comment, Long.MAX_VALUE, List.of(), false, List.of());
    return new Dialect(
        dialect.delimiter(), dialect.quote(), dialect.escape(), 0, 0, extent, dialect.evidence());
  }

  /** A row of names of which there are too few or too many, or in which a quote is broken. */
  @Override
  public boolean isHeader(OutlineRow row, int width) {
    if (options.header().filter(header -> !header).isPresent()) {
      return false;
    }
    return isNear(fields(row), width)
        && row.typed() == 0
        && (row.failed() || 10 * row.filled() >= 6 * Math.min(width, Outline.CELLS));
  }

  @Override
  public int fields(OutlineRow row) {
    return row.failed()
        ? text(row.start(), row.end()).split(Pattern.quote(symbols.delimiter()), -1).length
        : row.width();
  }

  private static boolean isNear(int found, int width) {
    return found > 1 && 10 * found >= 6 * width && found <= width + 2;
  }

  private void findEnd() {
    if (told.footerLines().isPresent()) {
      endBefore(told.footerLines().get());
      return;
    }
    boolean seen = sample.complete() && rows.size() < MOST_ROWS;
    int last = seen ? block.end() : rows.size();
    // What stands in a part of the file decides nothing about the rest of it.
    if (seen && block.further() >= 0) {
      last = FooterFinder.find(rows, block.start(), block.end(), block.width(), true);
      aside(Aside.Kind.FOOTER, last, block.further());
      aside(Aside.Kind.TABLE, block.further(), rows.size());
    } else if (seen) {
      last = FooterFinder.find(rows, block.start(), block.end(), block.width(), terminated());
      aside(Aside.Kind.FOOTER, last, rows.size());
    } else {
      findTail();
    }
    if (last < rows.size()) {
      end = rows.get(last).start();
      block = block.to(last);
    }
  }

  private void endBefore(int lines) {
    byte[] text = sample.complete() ? sample.utf8() : tail.utf8();
    long position = sample.complete() ? 0 : tail.position();
    if (lines > 0 && text.length > 0) {
      int from = PhysicalLines.last(text, lines);
      end = position + from;
      String found = new String(text, from, text.length - from, StandardCharsets.UTF_8);
      asides.add(new Aside(Aside.Kind.FOOTER, 0, lines, found));
      evidence.add("The last " + lines + " lines were told to be no rows.");
    }
  }

  /** A footer behind what the sample holds. */
  private void findTail() {
    SampleText last = new SampleText(tail.utf8(), true);
    List<OutlineRow> found = Outline.of(last, commented(symbols), MOST_ROWS);
    int width = block.width();
    int footer = FooterFinder.find(found, 0, found.size(), width, ends(tail.utf8()));
    // A quote may have been opened before these bytes.
    boolean quoted = symbols.quote() != 0 && text(tail).indexOf(symbols.quote()) >= 0;
    boolean table = !quoted && footer >= TAIL_ROWS && footer < found.size();
    for (int back = 1; back <= TAIL_ROWS && table; back++) {
      table = found.get(footer - back).width() == width;
    }
    if (table) {
      int from = (int) found.get(footer).start();
      end = tail.position() + from;
      String text =
          new String(tail.utf8(), from, tail.utf8().length - from, StandardCharsets.UTF_8);
      int lines = PhysicalLines.count(tail.utf8(), from, tail.utf8().length);
      asides.add(new Aside(Aside.Kind.FOOTER, 0, lines, text));
      evidence.add("Its last lines are no rows: a footer.");
    }
  }

  private static String text(SampleTail tail) {
    return new String(tail.utf8(), StandardCharsets.ISO_8859_1);
  }

  private boolean terminated() {
    return ends(sample.utf8());
  }

  private static boolean ends(byte[] text) {
    return text.length == 0 || text[text.length - 1] == '\n' || text[text.length - 1] == '\r';
  }

  private void aside(Aside.Kind kind, int first, int behind) {
    if (first >= behind) {
      return;
    }
    OutlineRow row = rows.get(first);
    long to = behind < rows.size() ? rows.get(behind).start() : sample.utf8().length;
    int lines = PhysicalLines.count(sample.utf8(), (int) row.start(), (int) to);
    boolean counted = behind < rows.size() || sample.complete();
    Aside aside = new Aside(kind, row.line(), counted ? lines : 0, text(row.start(), to));
    asides.add(aside);
    evidence.add(aside.told("") + ".");
  }

  /** Lines before the table. */
  private int preamble() {
    if (rows.isEmpty()) {
      return 0;
    }
    OutlineRow first = rows.get(block.start());
    int lines = block.start() == 0 ? 0 : (int) first.line() - 1;
    if (lines > 0) {
      Aside aside = new Aside(Aside.Kind.PREAMBLE, 1, lines, text(0, first.start()));
      asides.add(0, aside);
      evidence.add(0, aside.told("") + ".");
    }
    return lines;
  }

  private int headerRows() {
    if (block.oddHeader() && options.header().isEmpty()) {
      return told.headerRows().orElse(1);
    }
    HeaderFinder.Verdict verdict = headerAt(block.start());
    if (!verdict.present() && isAbove(block.start())) {
      HeaderFinder.Verdict below = headerAt(block.start() + 1);
      verdict = below.present() ? below : verdict;
    }
    evidence.add(verdict.evidence());
    if (!verdict.present()) {
      return 0;
    }
    int count = told.headerRows().orElseGet(() -> HeaderRows.count(sample, rows, block));
    if (count > 1) {
      evidence.add("The header has " + count + " rows.");
    }
    return count;
  }

  /** Whether a row of texts stands above another one. */
  private boolean isAbove(int index) {
    return index + 2 < block.end()
        && rows.get(index).typed() == 0
        && rows.get(index).filled() > 1
        && rows.get(index + 1).typed() == 0;
  }

  private HeaderFinder.Verdict headerAt(int index) {
    int from = rows.isEmpty() ? 0 : (int) rows.get(index).start();
    int to = (int) Math.min(sample.utf8().length, end);
    byte[] table = Arrays.copyOfRange(sample.utf8(), from, Math.max(from, to));
    Trial trial = Trial.of(new SampleText(table, sample.complete()), commented(symbols), true);
    return trial.header(
        told.headerRows().isPresent() && options.header().isEmpty()
            ? java.util.Optional.of(true)
            : options.header());
  }

  private String text(long from, long to) {
    return new String(sample.utf8(), (int) from, (int) (to - from), StandardCharsets.UTF_8);
  }
}
