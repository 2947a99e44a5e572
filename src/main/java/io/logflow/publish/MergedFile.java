package io.logflow.publish;

import io.logflow.engine.DuckMerge;
import io.logflow.job.Column;
import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.Resources;
import io.logflow.job.Schema;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.CompactedParts;
import io.logflow.parquet.CompactedParts.Part;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.FooterRewrite;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One file of the rows of several outputs that have the same schema. Every value is read again: the
 * counts and hashes of each column must be the sums of those that the outputs' footers vouch for.
 */
public final class MergedFile {
  private final List<Source> sources;
  private final ConversionOptions options;
  private final Resources resources;
  private final Control control;

  /** An output with its footer. */
  public record Source(Path file, Footer footer) {}

  /**
   * @param sources outputs of one schema, in the order of the rows to come
   * @param options how the file is written
   */
  public MergedFile(
      List<Source> sources, ConversionOptions options, Resources resources, Control control) {
    this.sources = List.copyOf(sources);
    this.options = options;
    this.resources = resources;
    this.control = control;
  }

  /** Rows of all sources. */
  public long rows() {
    return sources.stream().mapToLong(source -> source.footer().rows()).sum();
  }

  /**
   * Writes it as a file of several outputs.
   *
   * @param target a file that is not there yet; whoever asks removes what is half made
   * @throws io.logflow.job.LogFlowException VERIFICATION where it does not hold what the sources
   *     hold, naming the column, or a source that is not what its footer says; ENGINE and others
   */
  public void write(Path target) throws IOException {
    List<ChunkCount> held = rows(target);
    List<Part> parts = new ArrayList<>();
    for (Source source : sources) {
      parts.addAll(CompactedParts.of(source.file().getFileName().toString(), source.footer()));
    }
    List<Footer> footers = sources.stream().map(Source::footer).toList();
    FooterRewrite.metadata(
        target, CompactedParts.metadata(parts, footers, text(held.stream().map(Optional::of))));
  }

  /**
   * As {@link #write}, as a part of the one output whose parts the sources are.
   *
   * @param path where it will be in that output, with {@code /} between names
   */
  public void writePart(Path target, String path) throws IOException {
    List<ChunkCount> held = rows(target);
    Footer first = sources.get(0).footer();
    // The sum of all parts is what the history knows, and says nothing of what was not counted.
    List<Optional<ChunkCount>> counted = known(first);
    String hashes =
        text(
            IntStream.range(0, held.size())
                .mapToObj(column -> counted.get(column).map(any -> held.get(column))));
    FooterRewrite.metadata(target, CompactedParts.ofPart(first.metadata(), path, hashes));
  }

  private static String text(Stream<Optional<ChunkCount>> counts) {
    return ColumnProof.text(counts.toList());
  }

  /** Writes the rows, and looks whether they are those of the sources; what the columns hold. */
  private List<ChunkCount> rows(Path target) throws IOException {
    Schema schema = sources.get(0).footer().schema();
    DuckMerge.run(
        sources.stream().map(Source::file).toList(),
        schema,
        target,
        options,
        rows(),
        resources,
        control);
    Footer footer = ParquetFooters.read(target);
    if (!footer.schema().equals(schema)) {
      throw differs("its columns would be " + footer.schema() + " instead of " + schema);
    }
    if (footer.rows() != rows()) {
      throw differs("it would have " + footer.rows() + " rows instead of " + rows());
    }
    List<Optional<ChunkCount>> expected = expected(schema);
    List<ChunkCount> found = counted(target).totals();
    Optional<ValueCheck.Difference> difference =
        ValueCheck.difference(names(schema), found, expected);
    if (difference.isPresent()) {
      requireSound();
      throw differs(difference.get().text());
    }
    return found;
  }

  static List<String> names(Schema schema) {
    return schema.columns().stream().map(Column::name).toList();
  }

  private ValueCheck counted(Path file) throws IOException {
    return ValueCheck.of(file, resources.threads(), control);
  }

  /** What the jobs counted, summed; of a source of which they did not count all, what it holds. */
  private List<Optional<ChunkCount>> expected(Schema schema) throws IOException {
    ChunkCount[] sums = new ChunkCount[schema.size()];
    Arrays.fill(sums, ChunkCount.NONE);
    for (Source source : sources) {
      List<Optional<ChunkCount>> known = known(source.footer());
      boolean all = known.stream().allMatch(Optional::isPresent);
      List<ChunkCount> held = all ? List.of() : counted(source.file()).totals();
      for (int column = 0; column < sums.length; column++) {
        ChunkCount count = all ? known.get(column).orElseThrow() : held.get(column);
        sums[column] = sums[column].plus(known.get(column).orElse(count));
      }
    }
    return Arrays.stream(sums).map(Optional::of).toList();
  }

  /** What the footer of a file says of each column; empty where it does not. */
  static List<Optional<ChunkCount>> known(Footer footer) {
    Schema schema = footer.schema();
    String text = footer.metadata().getOrDefault(FooterMetadata.COLUMN_HASHES, "");
    List<Optional<ChunkCount>> none =
        schema.columns().stream().map(column -> Optional.<ChunkCount>empty()).toList();
    return ColumnProof.parse(text).filter(counts -> counts.size() == schema.size()).orElse(none);
  }

  /** Names a source that does not hold what its footer says. */
  private void requireSound() throws IOException {
    for (Source source : sources) {
      Optional<ValueCheck.Difference> difference =
          counted(source.file()).difference(known(source.footer()));
      if (difference.isPresent()) {
        throw ErrorKind.VERIFICATION.error(
            "%s is not what its job published: %s."
                .formatted(source.file(), difference.get().text()),
            "Nothing was compacted with it. Convert its input again, and find out who changed the"
                + " file.");
      }
    }
  }

  private RuntimeException differs(String how) {
    return ErrorKind.VERIFICATION.error(
        "What was compacted of %d files of %s is not what they hold: %s."
            .formatted(sources.size(), sources.get(0).file().getParent(), how),
        "The files are as they were; report this as a fault of LogFlow.");
  }
}
