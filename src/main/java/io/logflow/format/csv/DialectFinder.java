package io.logflow.format.csv;

import io.logflow.job.Aside;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.Extent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds how delimited text is written, and where in it the table lies. */
public final class DialectFinder {
  /** What a spreadsheet writes in a first line to tell itself the delimiter. */
  private static final Pattern TOLD = Pattern.compile("\"?sep=(.)\"?");

  private final SampleText whole;
  private final SampleTail tail;
  private final ConversionOptions options;

  private DialectFinder(SampleText sample, SampleTail tail, ConversionOptions options) {
    this.whole = sample;
    this.tail = tail;
    this.options = options;
  }

  /** The dialect of the text that begins with the sample. */
  public static Dialect find(SampleText sample, SampleTail tail, ConversionOptions options) {
    return new DialectFinder(sample, tail, options).find();
  }

  private Dialect find() {
    Optional<String> told = toldDelimiter();
    int lines = options.table().skipLines().orElse(told.isPresent() ? 1 : 0);
    int from = PhysicalLines.behind(whole.utf8(), lines);
    SampleText sample = from == 0 ? whole : new SampleText(rest(from), whole.complete());
    SampleTail last = from == 0 ? tail : new SampleTail(tail.utf8(), tail.position() - from);
    Optional<Dialect> aligned = AlignedFinder.told(sample, options);
    Dialect found = aligned.orElseGet(() -> new TableSearch(sample, last, options, told).find());
    return lines == 0 ? found : moved(found, lines, from);
  }

  private Optional<String> toldDelimiter() {
    byte[] text = whole.utf8();
    if (text.length < 5
        || options.delimiter().isPresent()
        || options.table().skipLines().isPresent()) {
      return Optional.empty();
    }
    if (text[0] != 's' && text[0] != 'S' && text[0] != '"') {
      return Optional.empty();
    }
    int end = PhysicalLines.behind(text, 1);
    Matcher first =
        TOLD.matcher(new String(text, 0, Math.min(end, 20), StandardCharsets.UTF_8).strip());
    return first.matches() ? Optional.of(first.group(1)) : Optional.empty();
  }

  private byte[] rest(int from) {
    return Arrays.copyOfRange(whole.utf8(), from, whole.utf8().length);
  }

  /** The same, seen from the first line of the file. */
  private Dialect moved(Dialect found, int lines, int bytes) {
    Extent extent = found.extent();
    List<Aside> asides = new ArrayList<>();
    String text = new String(whole.utf8(), 0, bytes, StandardCharsets.UTF_8);
    asides.add(new Aside(Aside.Kind.PREAMBLE, 1, lines, text));
    for (Aside aside : extent.asides()) {
      long first = aside.firstLine() == 0 ? 0 : aside.firstLine() + lines;
      asides.add(new Aside(aside.kind(), first, aside.lines(), aside.text()));
    }
    return new Dialect(
        found.delimiter(),
        found.quote(),
        found.escape(),
        found.headerRows(),
        found.skipLines() + lines,
        new Extent(
            extent.fields(),
            extent.comment(),
            extent.ends() ? extent.end() + bytes : extent.end(),
            extent.starts(),
            extent.fixed(),
            asides),
        found.evidence());
  }
}
