package io.logflow.flow.proof;

import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.CompactedParts;
import io.logflow.parquet.CompactedParts.Part;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a footer says was counted: of the output that a job published, and of all that is in the
 * file with it since it was compacted.
 */
final class Counted {
  private final Footer footer;
  private final Optional<Part> own;

  Counted(Footer footer, String jobId) {
    this.footer = footer;
    this.own = CompactedParts.of(footer.metadata(), jobId);
  }

  /** Other outputs in the file. */
  int others() {
    return own.isEmpty() ? 0 : CompactedParts.of(footer.metadata()).size() - 1;
  }

  /** Inputs of the output that the job published. */
  int inputs() {
    return own.map(part -> part.jobs().size())
        .orElseGet(() -> FooterMetadata.entries(footer.metadata()).size());
  }

  /** Rows of the output that the job published. */
  long rows() {
    return own.map(Part::rows).orElse(footer.rows());
  }

  /** The text in that output's footer; empty where it had none. */
  String text() {
    return own.map(Part::columnHashes).orElseGet(this::textOfAll);
  }

  private String textOfAll() {
    return footer.metadata().getOrDefault(FooterMetadata.COLUMN_HASHES, "");
  }

  /** What the columns of the output held when it was published; empty where that is not told. */
  Optional<List<Optional<ChunkCount>>> columns() {
    return isWidened() ? ColumnProof.parse(text()) : columns(text());
  }

  /** Whether the output was written anew with wider types or more columns. */
  boolean isWidened() {
    return own.filter(part -> !part.widened().isEmpty()).isPresent();
  }

  /** What its columns are to hold now; empty where that is not told. */
  Optional<List<Optional<ChunkCount>>> now() {
    return own.flatMap(part -> columns(part.held())).or(this::columns);
  }

  private Optional<List<Optional<ChunkCount>>> columns(String text) {
    return ColumnProof.parse(text).filter(counts -> counts.size() == footer.schema().size());
  }

  /**
   * What the columns of the file are to hold: the sums of what was counted or, of a column that one
   * of its jobs did not count, what was found when the file was made.
   */
  Optional<List<Optional<ChunkCount>>> ofAll() {
    if (own.isEmpty()) {
      return columns();
    }
    Optional<List<Optional<ChunkCount>>> made = columns(textOfAll());
    return made.map(this::summed);
  }

  private List<Optional<ChunkCount>> summed(List<Optional<ChunkCount>> made) {
    List<Optional<ChunkCount>> sums = new ArrayList<>();
    for (int column = 0; column < made.size(); column++) {
      Optional<ChunkCount> sum = Optional.of(ChunkCount.NONE);
      for (Part part : CompactedParts.of(footer.metadata())) {
        int index = column;
        Optional<ChunkCount> more = columns(part.held()).flatMap(all -> all.get(index));
        sum = sum.flatMap(count -> more.map(count::plus));
      }
      Optional<ChunkCount> otherwise = made.get(column);
      sums.add(sum.or(() -> otherwise));
    }
    return sums;
  }
}
