package io.logflow.engine.arrow;

import io.logflow.engine.WriteFailures;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.Draft;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.PageFile;
import io.logflow.scan.RowTap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An output that is written while its inputs are scanned, as samples of them tell. Once the scan
 * has told what is so, a column that was supposed to be something else is not used.
 */
final class ArrowDraft implements Draft, RowTap {
  private final Job job;
  private final Path path;
  private Plan hypothesis;
  private final Map<Column, Integer> indices = new HashMap<>();
  private Encoding encoding;
  private PageFile file;
  private GroupWriter groups;

  ArrowDraft(Job job) {
    this.job = job;
    this.path = job.target().staging(job.id());
  }

  @Override
  public boolean begin(Plan supposed) {
    if (!JsonShape.support(supposed).yes() || !Sizes.fits(supposed).yes()) {
      return false;
    }
    hypothesis = supposed;
    for (int index = 0; index < supposed.columns().size(); index++) {
      indices.put(supposed.columns().get(index).column(), index);
    }
    BitSet all = new BitSet();
    all.set(0, supposed.columns().size());
    try {
      file = PageFile.create(path, supposed.schema(), Sizes.pages(job));
    } catch (IOException failure) {
      throw WriteFailures.of(path, failure);
    }
    Sizes sizes = Sizes.of(job);
    groups = new GroupWriter(file, sizes::full, (group, column) -> new PageFile.Nothing());
    encoding = new Encoding(job, supposed, all, Sizes.pages(job), sizes.partBytes(), this::take);
    return true;
  }

  private void take(Part part) {
    try {
      groups.take(part);
    } catch (IOException failure) {
      throw WriteFailures.of(path, failure);
    }
  }

  @Override
  public Stretch open(int input) {
    return encoding.open(input);
  }

  /** Whether there was anything to draft. */
  boolean begun() {
    return file != null;
  }

  /** Whether a column is what a plan says, as far as it was encoded at all. */
  boolean holds(Plan plan, int column) {
    ColumnPlan wanted = plan.columns().get(column);
    int drafted = indexOf(wanted);
    return drafted >= 0
        && !encoding.columns().failed(drafted)
        && hypothesis.columns().get(drafted).format().equals(wanted.format())
        && hypothesis.columns().get(drafted).json().equals(wanted.json())
        && (wanted.json().isPresent() || sameFields(plan, column, drafted))
        && (sameNulls(plan) || !encoding.columns().anyQuotedNull(drafted));
  }

  /** Index of a planned column in the draft; -1 where it has none of that name and type. */
  int indexOf(ColumnPlan wanted) {
    return indices.getOrDefault(wanted.column(), -1);
  }

  private boolean sameFields(Plan plan, int column, int drafted) {
    for (int input = 0; input < plan.inputs().size(); input++) {
      int field = plan.inputs().get(input).fieldOfColumn().get(column);
      if (field != hypothesis.inputs().get(input).fieldOfColumn().get(drafted)) {
        return false;
      }
    }
    return true;
  }

  private boolean sameNulls(Plan plan) {
    List<Boolean> found = plan.inputs().stream().map(InputPlan::quotedNulls).toList();
    return found.equals(hypothesis.inputs().stream().map(InputPlan::quotedNulls).toList());
  }

  /** Ends the file, which is to be the output if it holds all columns and no others. */
  void finish(Job done, Plan plan) throws IOException {
    groups.end();
    file.finish(FooterMetadata.of(done, plan));
  }

  /** Whether the file has just the columns of a plan, in its order. */
  boolean complete(Plan plan) {
    boolean complete = hypothesis.schema().equals(plan.schema());
    for (int column = 0; column < plan.columns().size() && complete; column++) {
      complete = holds(plan, column);
    }
    return complete;
  }

  PageFile file() {
    return file;
  }

  List<Integer> partsOfGroups() {
    return groups.partsOfGroups();
  }

  @Override
  public void close() {
    if (file == null) {
      return;
    }
    PageFile open = file;
    file = null;
    try {
      open.close();
    } catch (IOException e) {
      System.getLogger(ArrowDraft.class.getName())
          .log(System.Logger.Level.WARNING, "draft not closed: " + path, e);
    }
  }
}
