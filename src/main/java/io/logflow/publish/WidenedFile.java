package io.logflow.publish;

import io.logflow.engine.DuckMerge;
import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.Resources;
import io.logflow.job.Schema;
import io.logflow.job.Widening;
import io.logflow.job.Widening.How;
import io.logflow.job.Widening.Step;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.CompactedParts;
import io.logflow.parquet.DatesAsTimes;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.FooterRewrite;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file written anew with wider types and more columns. Every value is read again: each column
 * must hold exactly the values that it held, and NULL where it was not there.
 */
final class WidenedFile {
  private final Path source;
  private final Footer footer;
  private final Widening widening;

  /**
   * @param footer of the source
   * @param widening from the source's columns
   */
  WidenedFile(Path source, Footer footer, Widening widening) {
    this.source = source;
    this.footer = footer;
    this.widening = widening;
  }

  /** Why the values of a file cannot be kept in wider columns. */
  static final class Inexact extends Exception {
    private static final long serialVersionUID = 1;

    Inexact(Path file, String why) {
      super(file + ": " + why);
    }
  }

  /**
   * Whether the footer allows it: of a column that is to be NULL it must say that no value is
   * there.
   */
  boolean isAllowed() {
    List<Optional<ChunkCount>> known = MergedFile.known(footer);
    return widening.steps().stream()
        .filter(step -> step.how() == How.EMPTIED)
        .allMatch(step -> known.get(step.index()).filter(it -> it.values() == 0).isPresent());
  }

  /**
   * Writes it.
   *
   * @param name that the source has or had as an output
   * @param target a file that is not there yet; whoever asks removes what is half made
   * @throws Inexact where a value has no equal in its column's wider type
   * @throws io.logflow.job.LogFlowException VERIFICATION where the source is not what its footer
   *     says, or what was written holds something else; ENGINE, DISK_FULL and others
   */
  void write(
      String name, Path target, ConversionOptions options, Resources resources, Control control)
      throws IOException, Inexact {
    if (!isAllowed()) {
      throw new Inexact(source, "a column that is to be NULL has values");
    }
    DuckMerge.widen(source, widening, target, options, footer.rows(), resources, control);
    Schema schema = new Schema(widening.steps().stream().map(Step::to).toList());
    Footer written = ParquetFooters.read(target);
    if (!written.schema().equals(schema) || written.rows() != footer.rows()) {
      throw differs("it has %d rows of %s".formatted(written.rows(), written.schema()));
    }
    List<ChunkCount> before = ValueCheck.of(source, resources.threads(), control).totals();
    requireSound(before);
    List<ChunkCount> found = ValueCheck.of(target, resources.threads(), control).totals();
    compare(before, found);
    FooterRewrite.metadata(target, metadata(name, found));
  }

  private void requireSound(List<ChunkCount> held) {
    List<String> names = MergedFile.names(footer.schema());
    Optional<ValueCheck.Difference> difference =
        ValueCheck.difference(names, held, MergedFile.known(footer));
    if (difference.isPresent()) {
      throw ErrorKind.VERIFICATION.error(
          "%s is not what its job published: %s.".formatted(source, difference.get().text()),
          "The dataset is as it was. Take the file away, convert its input again, and find out who"
              + " changed the file.");
    }
  }

  private void compare(List<ChunkCount> before, List<ChunkCount> found)
      throws IOException, Inexact {
    for (int column = 0; column < found.size(); column++) {
      Step step = widening.steps().get(column);
      ChunkCount expected = expected(step, before);
      if (!found.get(column).equals(expected)) {
        String what = "column '" + step.to().name() + "' would not be what it was";
        if (step.how() == How.ROUNDING) {
          throw new Inexact(source, what + ": a BIGINT has more digits than DOUBLE keeps");
        }
        throw differs(what);
      }
    }
  }

  private ChunkCount expected(Step step, List<ChunkCount> before) throws IOException {
    if (step.isNull()) {
      return new ChunkCount(0, footer.rows(), 0);
    }
    return step.how() == How.EXACT && step.from().get().kind().isTemporal()
        ? DatesAsTimes.of(source, step.index())
        : before.get(step.index());
  }

  private Map<String, String> metadata(String name, List<ChunkCount> found) {
    int columns = footer.schema().size();
    List<CompactedParts.Part> parts = new ArrayList<>();
    CompactedParts.of(name, footer).forEach(part -> parts.add(part.with(widening, columns)));
    String hashes = ColumnProof.text(found.stream().map(Optional::of).toList());
    Map<String, String> all = CompactedParts.metadata(parts, List.of(footer), hashes);
    Optional.ofNullable(footer.metadata().get(FooterMetadata.SORTED_BY))
        .ifPresent(sorted -> all.put(FooterMetadata.SORTED_BY, sorted));
    return all;
  }

  private RuntimeException differs(String how) {
    return ErrorKind.VERIFICATION.error(
        "What was written anew of " + source + " is not what it holds: " + how + ".",
        "The dataset is as it was; report this as a fault of LogFlow.");
  }
}
