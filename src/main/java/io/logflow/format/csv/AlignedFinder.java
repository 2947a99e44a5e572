package io.logflow.format.csv;

import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.Extent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds text whose columns are aligned by blanks: places that are blank in every line, under a
 * first line that names every column. Found only below a header, because sentences and log lines
 * have blanks below each other, too; elsewhere the user tells.
 */
final class AlignedFinder {
  private static final int LINES = 1000;
  private static final int LEAST_LINES = 3;
  private static final int LONGEST = 4096;

  private final List<int[]> lines = new ArrayList<>();
  private final BitSet used = new BitSet();
  private String rule = "";

  private AlignedFinder() {}

  /** The dialect where the user told the columns. */
  static Optional<Dialect> told(SampleText sample, ConversionOptions options) {
    return options
        .table()
        .columnStarts()
        .filter(starts -> !starts.isEmpty())
        .map(
            starts ->
                dialect(sample, options, starts, true, "", "The columns' places were given."));
  }

  /** The dialect where the columns are aligned; empty where they are not. */
  static Optional<Dialect> find(SampleText sample, ConversionOptions options) {
    if (options.table().columnStarts().isPresent()) {
      return Optional.empty();
    }
    AlignedFinder finder = new AlignedFinder();
    if (!finder.read(sample)) {
      return Optional.empty();
    }
    List<Integer> starts = finder.starts();
    return starts.size() < 2
        ? Optional.empty()
        : Optional.of(
            dialect(
                sample,
                options,
                starts,
                false,
                finder.rule,
                starts.size()
                    + " columns are aligned: the same places are blank in all "
                    + finder.lines.size()
                    + " lines looked at."));
  }

  private static Dialect dialect(
      SampleText sample,
      ConversionOptions options,
      List<Integer> starts,
      boolean fixed,
      String rule,
      String evidence) {
    String comment = options.table().comment().orElse(rule);
    Extent extent = new Extent(0, comment, Long.MAX_VALUE, starts, fixed, List.of());
    Dialect bare = new Dialect(" ", (char) 0, (char) 0, 0, 0, extent, evidence);
    HeaderFinder.Verdict header = Trial.of(sample, bare, true).header(options.header());
    return new Dialect(
        " ",
        (char) 0,
        (char) 0,
        header.present() ? options.table().headerRows().orElse(1) : 0,
        0,
        extent,
        evidence + " " + header.evidence());
  }

  /** Takes in the lines; false where they cannot be aligned. */
  private boolean read(SampleText sample) {
    String[] all = sample.text().split("\\R", LINES + 1);
    int count = Math.min(all.length, LINES);
    for (int index = 0; index < count; index++) {
      String line = all[index];
      if (line.indexOf('\t') >= 0 || line.length() > LONGEST) {
        return false;
      }
      if (isRule(line) && lines.size() == 1) {
        rule = line.stripTrailing();
      } else if (!line.isBlank()) {
        take(line.codePoints().toArray());
      }
    }
    return lines.size() >= LEAST_LINES;
  }

  /** A line of dashes under the names. */
  private static boolean isRule(String line) {
    return line.matches("(-{2,}|={2,})([ +]+(-+|=+))+\\s*");
  }

  private void take(int[] line) {
    lines.add(line);
    for (int at = 0; at < line.length; at++) {
      if (line[at] != ' ') {
        used.set(at);
      }
    }
  }

  private List<Integer> starts() {
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    int at = used.nextClearBit(used.nextSetBit(0));
    while (used.nextSetBit(at) >= 0) {
      int start = used.nextSetBit(at);
      if (isPadded(start)) {
        starts.add(start);
      }
      at = used.nextClearBit(start);
    }
    List<Integer> named = named(starts);
    return isFilled(named) ? named : List.of();
  }

  /** Whether two blanks or more stand before a column in many lines, as where values are padded. */
  private boolean isPadded(int start) {
    int padded = 0;
    for (int[] line : lines) {
      padded += isBlank(line, start - 2) || isBlank(line, start) ? 1 : 0;
    }
    return 10 * padded >= 3 * lines.size();
  }

  private static boolean isBlank(int[] line, int at) {
    return at >= line.length || (at >= 0 && line[at] == ' ');
  }

  /** Whether most lines have something in most columns. */
  private boolean isFilled(List<Integer> starts) {
    for (int column = 1; column < starts.size(); column++) {
      int filled = 0;
      for (int[] line : lines) {
        filled += line.length > starts.get(column) ? 1 : 0;
      }
      if (10 * filled < 7 * lines.size()) {
        return false;
      }
    }
    return true;
  }

  /** The columns that the first line names; none where it holds a value. */
  private List<Integer> named(List<Integer> starts) {
    int[] line = lines.get(0);
    List<Integer> named = new ArrayList<>();
    for (int column = 0; column < starts.size(); column++) {
      int from = Math.min(line.length, starts.get(column));
      int to =
          column + 1 < starts.size() ? Math.min(line.length, starts.get(column + 1)) : line.length;
      byte[] cell = new String(line, from, to - from).getBytes(StandardCharsets.UTF_8);
      CellKind kind = CellKind.of(cell, 0, cell.length);
      if (kind.isTyped()) {
        return List.of();
      }
      if (kind == CellKind.TEXT || column == 0) {
        named.add(starts.get(column));
      }
    }
    return named;
  }
}
