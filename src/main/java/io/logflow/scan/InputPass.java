package io.logflow.scan;

import io.logflow.format.RecordReader;
import io.logflow.format.csv.CsvRanges;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Input;
import io.logflow.job.Reject;
import io.logflow.job.RejectReason;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Reads every record of one input once, while another thread hashes its bytes. */
final class InputPass {
  private final Input input;
  private final List<String> names;
  private final PassSettings settings;
  private final RowTap tap;
  private final InputScan scan;
  private final RejectCount rejects;
  private final ScanProgress progress;

  private long records;
  private long rejected;
  private long skipped;
  private long longest;
  private long lines = -1;
  private boolean clean;
  private String sha256 = "";
  private DeferredTexts deferred = new DeferredTexts();
  private final Replacements replacements = new Replacements();

  /**
   * @param names the columns of its fields
   * @param tap sees its rows, too; null where there is none
   */
  InputPass(
      int index,
      Input input,
      List<String> names,
      PassSettings settings,
      RowTap tap,
      RejectCount rejects,
      ScanProgress progress) {
    this.input = input;
    this.names = names;
    this.settings = settings;
    this.tap = tap;
    this.scan = new InputScan(index, names, settings.options());
    this.rejects = rejects;
    this.progress = progress;
  }

  void run(RecordSource source) throws IOException {
    input.requireUnchanged();
    ConversionOptions options = settings.options();
    try (InputDigest digest = InputDigest.start(input)) {
      Optional<CsvRanges> ranges = source.ranges(input, options, names.size());
      if (ranges.isPresent()) {
        try (CsvRanges opened = ranges.get()) {
          read(opened);
        }
      } else {
        try (RecordReader reader = source.open(input, options, names.size())) {
          read(reader);
        }
      }
      sha256 = digest.hex();
    }
    input.requireUnchanged();
    progress.inputDone(input.contentSize(), records);
  }

  private void read(RecordReader reader) throws IOException {
    Stretches stretches = new Stretches(tap, scan);
    while (reader.next()) {
      long length = reader.length();
      longest = Math.max(longest, length);
      records++;
      Optional<RejectReason> problem = reader.problem();
      replacements.note(reader);
      if (problem.isPresent()) {
        take(RangeScan.reject(reader, reader.line()));
      } else {
        scan.accept(reader, reader.line());
      }
      if (progress.due(records, length)) {
        progress.tell(reader.position(), records);
      }
      stretches.next(length);
    }
    stretches.end();
    skipped = reader.skipped();
    clean = reader.clean() && rejected == 0;
  }

  private void read(CsvRanges ranges) throws IOException {
    skipped = ranges.before().skipped();
    clean = ranges.before().clean();
    List<ColumnSettings> columns = columnSettings();
    BitSet all = InputScan.all(columns.size());
    RangesPass pass =
        new RangesPass(ranges, input.contentSize(), scan, columns, all, settings, tap);
    pass.run(
        new RangesPass.Taker() {
          @Override
          public void take(RangeScan found) throws IOException {
            InputPass.this.take(found);
          }

          @Override
          public void reject(Reject reject) throws IOException {
            InputPass.this.take(reject);
          }
        });
    deferred = pass.deferred();
    lines = pass.lines();
    skipped += ranges.linesAfter();
    clean &= rejected == 0;
  }

  private List<ColumnSettings> columnSettings() {
    return scan.columns().stream().map(ColumnScan::settings).toList();
  }

  /** Takes what was found in one range; they come in order. */
  private void take(RangeScan found) throws IOException {
    records += found.records();
    longest = Math.max(longest, found.longest());
    skipped += found.range().skipped();
    clean &= found.range().clean();
    for (Reject reject : found.rejects()) {
      take(reject.below(found.scan().lineBase().first));
    }
    progress.tell(found.range().end(), records);
  }

  private void take(Reject reject) throws IOException {
    rejected++;
    rejects.take(input, reject);
  }

  /** Fields of which the texts were not hashed everywhere. */
  BitSet deferredFields() {
    return deferred.fields();
  }

  /**
   * Reads again where texts of these fields were not hashed.
   *
   * @param columns takes them in, one for each field
   */
  void readTexts(RecordSource source, BitSet fields, List<ColumnScan> columns) throws IOException {
    input.requireUnchanged();
    try (CsvRanges ranges = source.ranges(input, settings.options(), names.size()).orElseThrow()) {
      deferred.read(ranges, fields, scan.input(), columns, settings);
    }
    input.requireUnchanged();
  }

  /** What was replaced because it does not decode, in a sentence. */
  Optional<String> replacements() {
    return replacements.warning(input.originalName());
  }

  InputScan scan() {
    return scan;
  }

  /** Rows read: taken in, rejected and skipped. */
  long rowsRead() {
    return records + skipped;
  }

  long rowsRejected() {
    return rejected;
  }

  long rowsSkipped() {
    return skipped;
  }

  long longestRecord() {
    return longest;
  }

  boolean clean() {
    return clean;
  }

  /** Whether each record was seen to be one line. */
  boolean lineRecords() {
    return lines == rowsRead() + input.inspection().orElseThrow().dialect().headerRows();
  }

  String sha256() {
    return sha256;
  }
}
