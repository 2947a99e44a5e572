package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.engine.DuckLayout;
import io.logflow.job.Column;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Layout;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import io.logflow.job.Schema;
import io.logflow.job.Sha256;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.FolderManifest;
import io.logflow.parquet.FolderManifest.Part;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.FooterRewrite;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes the parts of an output that is laid out, reads every value of each, gives it the footer of
 * the job's outputs, and puts it where it belongs; at the end the sums of all parts must be what
 * the scan counted.
 */
final class LaidParts implements DuckLayout.Parts {
  /** What one column's counts and hash take in a footer at most, and what stands around. */
  private static final int PROOF_BYTES = 64;

  /** Behind the name of a part until it is published, so that no reader takes it for data. */
  static final String HIDDEN = ".tmp";

  private final Job job;
  private final Plan plan;
  private final Layout layout;
  private final Path folder;
  private final Map<String, String> metadata;
  private final PartitionNames names;
  private final Map<String, Integer> partsOfFolder = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();
  private List<ChunkCount> sums;
  private long rows;

  LaidParts(Job job) {
    this.job = job;
    this.plan = job.requirePlan();
    this.layout = job.options().layout();
    this.folder = job.target().stagingFolder(job.id());
    this.names = new PartitionNames(Publisher.asked(job).toString().getBytes(UTF_8).length);
    this.metadata = metadata(job, layout);
    this.sums = plan.columns().stream().map(column -> ChunkCount.NONE).toList();
  }

  private static Map<String, String> metadata(Job job, Layout layout) {
    Map<String, String> metadata = new LinkedHashMap<>(FooterMetadata.of(job, job.requirePlan()));
    if (!layout.sortBy().isEmpty()) {
      metadata.put(FooterMetadata.SORTED_BY, String.join("\n", layout.sortBy()));
    }
    return metadata;
  }

  @Override
  public boolean take(Path file, long expected, List<Optional<String>> values) throws IOException {
    job.control().check();
    if (layout.maxFileBytes().isPresent()
        && Files.size(file) + metadataBytes() > layout.maxFileBytes().get()) {
      return false;
    }
    Footer footer = ParquetFooters.read(file);
    requireColumns(footer.schema());
    require(
        footer.rows() == expected, "a part has " + footer.rows() + " rows instead of " + expected);
    List<ChunkCount> counts =
        ValueCheck.of(file, job.resources().threads(), job.control()).totals();
    add(counts);
    rows += footer.rows();
    if (layout.folder()) {
      keep(file, expected, values, counts);
    } else {
      FooterRewrite.metadata(file, metadata);
    }
    return true;
  }

  private long metadataBytes() {
    return metadata.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .mapToLong(text -> 3L * text.length() + 16)
            .sum()
        + (long) PROOF_BYTES * (plan.columns().size() + 16);
  }

  private void requireColumns(Schema found) {
    Schema planned = plan.schema();
    require(found.size() == planned.size(), "a part has " + found.size() + " columns");
    for (int index = 0; index < planned.size(); index++) {
      Column column = planned.column(index);
      require(
          found.column(index).equals(column),
          "its column '%s' of type %s became '%s' of type %s"
              .formatted(
                  column.name(),
                  column.type(),
                  found.column(index).name(),
                  found.column(index).type()));
    }
  }

  private void add(List<ChunkCount> counts) {
    List<ChunkCount> before = sums;
    sums =
        IntStream.range(0, counts.size())
            .mapToObj(column -> before.get(column).plus(counts.get(column)))
            .toList();
  }

  private void keep(
      Path file, long expected, List<Optional<String>> values, List<ChunkCount> counts)
      throws IOException {
    String below = values.isEmpty() ? "" : names.path(layout.partitionBy(), values);
    int number = partsOfFolder.merge(below, 1, Integer::sum) - 1;
    String path = "%spart-%05d%s".formatted(below, number, FileNames.PARQUET);
    Map<String, String> own = new LinkedHashMap<>(metadata);
    own.put(FooterMetadata.COLUMN_HASHES, ColumnProof.text(counted(counts)));
    own.put(FooterMetadata.PART, path);
    FooterRewrite.metadata(file, own);
    Path kept = folder.resolve(path + HIDDEN);
    Files.createDirectories(kept.getParent());
    String sha256 = Sha256.of(file);
    long bytes = Files.size(file);
    Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
    parts.add(new Part(path, expected, bytes, sha256, partition(values)));
  }

  /** Of the columns that the scan counted, so that the sums are those that the history knows. */
  private List<Optional<ChunkCount>> counted(List<ChunkCount> counts) {
    List<Optional<ChunkCount>> planned = ColumnProof.of(plan);
    return IntStream.range(0, counts.size())
        .mapToObj(column -> planned.get(column).map(any -> counts.get(column)))
        .toList();
  }

  private Map<String, Optional<String>> partition(List<Optional<String>> values) {
    Map<String, Optional<String>> partition = new LinkedHashMap<>();
    for (int index = 0; index < values.size(); index++) {
      partition.put(layout.partitionBy().get(index), values.get(index));
    }
    return partition;
  }

  /**
   * Compares what all parts hold with what was read.
   *
   * @param expected what each column is to hold
   * @return the parts
   * @throws LogFlowException VERIFICATION, naming the column that differs
   */
  FolderManifest finish(List<Optional<ChunkCount>> expected) {
    require(rows == plan.rowsTaken(), "it has " + rows + " rows instead of " + plan.rowsTaken());
    List<String> columns = plan.schema().columns().stream().map(Column::name).toList();
    ValueCheck.difference(columns, sums, expected)
        .ifPresent(difference -> require(false, difference.text()));
    return new FolderManifest(job.id(), rows, parts);
  }

  private void require(boolean fine, String difference) {
    if (!fine) {
      throw ErrorKind.VERIFICATION.error(
          "What was sorted or parted for %s is not what was read: %s."
              .formatted(job.inputs().get(0).originalName(), difference),
          "Nothing was published; run again without sort_by, partition_by and max_file_size, and"
              + " report this as a fault of LogFlow.");
    }
  }
}
