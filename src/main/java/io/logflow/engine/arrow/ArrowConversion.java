package io.logflow.engine.arrow;

import io.logflow.engine.WriteFailures;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.PageFile;
import io.logflow.scan.SecondPass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One run of the engine: takes over a draft, mends it, or encodes everything. */
final class ArrowConversion {
  private static final int MOST_NAMES = 10;

  private final Job job;
  private final Plan plan;
  private final Optional<ArrowDraft> draft;
  private BitSet encoded = new BitSet();
  private String note = "";

  ArrowConversion(Job job, Plan plan) {
    this.job = job;
    this.plan = plan;
    this.draft = job.draft().map(ArrowDraft.class::cast).filter(ArrowDraft::begun);
  }

  /** What should stay on record. */
  Optional<String> note() {
    return Optional.of(note).filter(text -> !text.isEmpty());
  }

  /**
   * Writes the staging file.
   *
   * @return its rows
   */
  long run(Path staging) throws IOException {
    BitSet columns = new BitSet();
    columns.set(0, plan.columns().size());
    if (draft.isEmpty()) {
      Sizes sizes = Sizes.of(job);
      return encode(staging, columns, sizes::full);
    }
    ArrowDraft begun = draft.get();
    begun.finish(job, plan);
    if (begun.complete(plan)) {
      return begun.file().rows();
    }
    Path mended = staging.resolveSibling(job.id() + ".mended.tmp");
    for (int column = 0; column < plan.columns().size(); column++) {
      columns.set(column, !begun.holds(plan, column));
    }
    List<Integer> parts = begun.partsOfGroups();
    long rows =
        encode(mended, columns, (group, count, groupRows, bytes) -> count == parts.get(group));
    Files.move(mended, staging, StandardCopyOption.ATOMIC_MOVE);
    note = "encoded again, because a sample had told other types: " + names(columns);
    return rows;
  }

  private String names(BitSet columns) {
    String shown =
        columns.stream()
            .limit(MOST_NAMES)
            .mapToObj(column -> "'" + plan.columns().get(column).column().name() + "'")
            .collect(Collectors.joining(", "));
    int more = columns.cardinality() - MOST_NAMES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private long encode(Path path, BitSet columns, GroupWriter.Sizing sizing) throws IOException {
    encoded = columns;
    try (PageFile file = PageFile.create(path, plan.schema(), Sizes.pages(job))) {
      GroupWriter groups = new GroupWriter(file, sizing, this::drafted);
      Encoding encoding =
          new Encoding(
              job,
              plan,
              columns,
              Sizes.pages(job),
              Sizes.of(job).partBytes(),
              part -> take(path, groups, part));
      SecondPass.run(job, plan, columns, encoding);
      groups.end();
      requireAll(columns, encoding.columns());
      file.finish(FooterMetadata.of(job, plan));
      return file.rows();
    }
  }

  private static void take(Path path, GroupWriter groups, Part part) {
    try {
      groups.take(part);
    } catch (IOException failure) {
      throw WriteFailures.of(path, failure);
    }
  }

  private PageFile.Content drafted(int group, int column) {
    if (draft.isEmpty() || encoded.get(column)) {
      return new PageFile.Nothing();
    }
    int index = draft.get().indexOf(plan.columns().get(column));
    return new PageFile.Chunk(draft.get().file(), group, index);
  }

  private void requireAll(BitSet columns, Columns done) {
    for (int column : columns.stream().toArray()) {
      if (done.failed(column)) {
        throw ErrorKind.VERIFICATION.error(
            "Column '%s' has a value that is not the %s that the scan found."
                .formatted(
                    plan.columns().get(column).column().name(),
                    plan.columns().get(column).column().type()),
            "Convert the file again; if it did not change in between, this is a fault of LogFlow.");
      }
    }
  }
}
