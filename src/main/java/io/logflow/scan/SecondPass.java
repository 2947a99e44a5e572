package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.csv.CsvRange;
import io.logflow.format.csv.CsvRanges;
import io.logflow.job.ColumnPlan;
import io.logflow.job.Input;
import io.logflow.job.InputPlan;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Reads inputs that were scanned again, to show rows to a tap. */
public final class SecondPass {
  private static final long ROWS_BETWEEN_SIGNS = 1 << 12;

  private final Job job;
  private final Plan plan;
  private final BitSet columns;
  private final RowTap tap;
  private final RecordSource source = new FileRecords();
  private final PassSettings settings;

  private SecondPass(Job job, Plan plan, BitSet columns, RowTap tap) {
    this.job = job;
    this.plan = plan;
    this.columns = columns;
    this.tap = tap;
    this.settings = PassSettings.of(job.options(), job.resources().threads(), job.control());
  }

  /**
   * Shows all sound rows of a job's inputs to a tap, in the same stretches as the scan did. The tap
   * is not told a hypothesis.
   *
   * @param plan the scan's plan
   * @param columns columns of the plan of which the tap sees the fields
   * @throws io.logflow.job.LogFlowException INPUT_CHANGED, CANCELLED
   */
  public static void run(Job job, Plan plan, BitSet columns, RowTap tap) throws IOException {
    if (plan.columns().stream().anyMatch(column -> column.json().isPresent())) {
      new JsonSecondPass(job, plan, columns, tap).run();
    } else {
      new SecondPass(job, plan, columns, tap).run();
    }
  }

  private void run() throws IOException {
    long bytesBefore = 0;
    for (int index = 0; index < plan.inputs().size(); index++) {
      Input input = plan.inputs().get(index).input();
      input.requireUnchanged();
      read(index, plan.inputs().get(index), bytesBefore);
      input.requireUnchanged();
      bytesBefore += input.contentSize();
    }
  }

  private void read(int index, InputPlan read, long bytesBefore) throws IOException {
    int width = read.fieldNames().size();
    Input input = read.input();
    Parts parts = new Parts(index, read, bytesBefore);
    Optional<CsvRanges> ranges = source.ranges(input, settings.options(), width);
    if (ranges.isPresent()) {
      try (CsvRanges opened = ranges.get()) {
        parts.ranges = opened;
        new OrderedRanges(opened, input.contentSize(), settings.rangeBytes(width))
            .run(settings.threads(), parts);
      }
    } else {
      try (RecordReader reader = source.open(input, settings.options(), width)) {
        parts.read(reader);
      }
    }
  }

  /** Parts of one input. */
  private final class Parts implements OrderedRanges.Work<RangeScan> {
    private final int index;
    private final long bytesBefore;
    private final List<ColumnSettings> fields = new ArrayList<>();
    private final BitSet wanted = new BitSet();
    private final ScanHints hints;
    private CsvRanges ranges;
    private long rows;

    Parts(int index, InputPlan input, long bytesBefore) {
      this.index = index;
      this.bytesBefore = bytesBefore;
      input.fieldNames().forEach(name -> fields.add(ColumnSettings.of(name, job.options())));
      BitSet texts = new BitSet();
      for (int column : columns.stream().toArray()) {
        int field = input.fieldOfColumn().get(column);
        if (field >= 0) {
          wanted.set(field);
          texts.set(field, asText(plan.columns().get(column)));
        }
      }
      this.hints = ScanHints.text(texts, fields.size());
    }

    /** Text, and numbers that are not written the plain way, which no lane of numbers may read. */
    private static boolean asText(ColumnPlan column) {
      boolean formed =
          switch (column.column().type().kind()) {
            case BOOLEAN, BIGINT, DOUBLE, DECIMAL -> column.format().isPresent();
            default -> false;
          };
      return formed || column.column().type().kind() == TypeKind.VARCHAR;
    }

    private void read(RecordReader reader) throws IOException {
      InputScan scan = new InputScan(index, fields, hints, wanted, job.options());
      Stretches stretches = new Stretches(tap, scan);
      while (reader.next()) {
        if (reader.problem().isEmpty()) {
          scan.accept(reader, reader.line());
        }
        stretches.next(reader.length());
        if (++rows % ROWS_BETWEEN_SIGNS == 0) {
          tell(reader.position());
        }
      }
      stretches.end();
      tell(reader.position());
    }

    private void tell(long position) {
      job.control().check();
      job.control().progress("convert", bytesBefore + position, rows);
    }

    @Override
    public RangeScan ahead(long start, long end) throws IOException {
      InputScan scan = new InputScan(index, fields, hints, wanted, job.options());
      scan.show(tap.open(index));
      RangeScan found = new RangeScan(scan, job.control(), reject -> {});
      found.end(ranges.read(start, end, found));
      return found;
    }

    @Override
    public RangeScan inTurn(long start, long end, long lines) throws IOException {
      return ahead(start, end);
    }

    @Override
    public CsvRange range(RangeScan found) {
      return found.range();
    }

    @Override
    public void take(RangeScan found, long lines) {
      found.shown().run();
      rows += found.records();
      tell(found.range().end());
    }
  }
}
