package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.logflow.job.Codec;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Conversion;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.job.Plan;
import io.logflow.job.Reject;
import io.logflow.job.RejectReason;
import io.logflow.job.Schema;
import io.logflow.parquet.ArrayColumn;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.RejectsWriter;
import io.logflow.parquet.ResultWriter;
import io.logflow.parquet.WriteOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  private static final Schema SCHEMA = schema("id", ColumnType.BIGINT);
  private final Verifier verifier = new Verifier();
  @TempDir Path dir;
  private Job job;
  private Path staging;

  @BeforeEach
  void open() {
    job = TestJobs.planned(TestJobs.job(TestJobs.ID, dir, "a.parquet", OnExisting.FAIL), 3, 0);
    staging = job.target().staging(job.id());
  }

  @Test
  void file_as_planned_passes() throws IOException {
    write(SCHEMA, 3, metadata());
    assertThat(verifier.verify(job)).isEqualTo(job);
  }

  @Test
  void further_metadata_is_fine() throws IOException {
    Map<String, String> metadata = metadata();
    metadata.put("logflow.offsets", "+02:00");
    write(SCHEMA, 3, metadata);
    assertThat(verifier.verify(job)).isEqualTo(job);
  }

  @Test
  void missing_row_is_found() throws IOException {
    write(SCHEMA, 2, metadata());
    differs(job, "its number of rows is 2 instead of 3");
  }

  @Test
  void engine_that_miscounts_is_found() throws IOException {
    write(SCHEMA, 3, metadata());
    Plan plan = job.requirePlan();
    Conversion miscounted =
        new Conversion("avro", plan, 4, Optional.empty(), Map.of(), Optional.empty());
    differs(job.withConversion(miscounted), "the engine reported is 4 instead of 3");
  }

  @Test
  void other_type_is_found() throws IOException {
    write(schema("id", ColumnType.TIME), 3, metadata());
    differs(job, "its type of column id is TIME instead of BIGINT");
  }

  @Test
  void other_name_is_found() throws IOException {
    write(schema("ID", ColumnType.BIGINT), 3, metadata());
    differs(job, "its name of column 1 is ID instead of id");
  }

  @Test
  void further_column_is_found() throws IOException {
    write(
        new Schema(List.of(SCHEMA.column(0), new Column("more", ColumnType.BIGINT))),
        3,
        metadata());
    differs(job, "its number of columns is 2 instead of 1");
  }

  @Test
  void file_of_another_job_is_found() throws IOException {
    Map<String, String> metadata = metadata();
    metadata.put(FooterMetadata.JOB_ID, TestJobs.OTHER_ID);
    write(SCHEMA, 3, metadata);
    differs(job, "its footer entry logflow.job_id is " + TestJobs.OTHER_ID);
  }

  @Test
  void missing_metadata_is_found() throws IOException {
    write(SCHEMA, 3, Map.of());
    differs(job, "its footer entry logflow.column_hashes is null instead of -");
  }

  @Test
  void missing_file_is_found() {
    differs(job, "the file was not written at all");
  }

  @Test
  void file_that_breaks_off_anywhere_is_found() throws IOException {
    write(SCHEMA, 3, metadata());
    byte[] whole = Files.readAllBytes(staging);
    for (int length = 0; length < whole.length; length++) {
      Files.write(staging, Arrays.copyOf(whole, length));
      differs(job, "the file has no PAR1 at its beginning and its end");
    }
  }

  @Test
  void damaged_footer_is_found() throws IOException {
    write(SCHEMA, 3, metadata());
    byte[] whole = Files.readAllBytes(staging);
    Arrays.fill(whole, whole.length - 60, whole.length - 8, (byte) 0xFF);
    Files.write(staging, whole);
    differs(job, "the footer of the file cannot be read");
  }

  @Test
  void rejects_are_counted_too() throws IOException {
    Job rejecting = TestJobs.planned(job, 5, 2);
    write(SCHEMA, 3, new HashMap<>(FooterMetadata.of(rejecting, rejecting.requirePlan())));
    differs(rejecting, "the rejects file was not written at all");
    try (RejectsWriter rejects = new RejectsWriter(job.target().stagingRejects(job.id()))) {
      rejects.write(
          "a.csv",
          new Reject(2, 3, "1,2".getBytes(UTF_8), "", RejectReason.TOO_MANY_FIELDS, "2 for 1"));
    }
    differs(rejecting, "its number of rejected rows on file is 1 instead of 2");
  }

  private Map<String, String> metadata() {
    return new HashMap<>(FooterMetadata.of(job, job.requirePlan()));
  }

  private static Schema schema(String name, ColumnType type) {
    return new Schema(List.of(new Column(name, type)));
  }

  private void write(Schema schema, int rows, Map<String, String> metadata) throws IOException {
    WriteOptions options =
        new WriteOptions(Codec.NONE, Optional.empty(), 1 << 20, 1000, 100, List.of(), Map.of());
    try (ResultWriter writer = ResultWriter.open(staging, schema, metadata, options)) {
      writer.write(schema.columns().stream().map(column -> numbers(column.type(), rows)).toList());
    }
  }

  private static ArrayColumn numbers(ColumnType type, int rows) {
    ArrayColumn column = new ArrayColumn(type);
    for (int row = 0; row < rows; row++) {
      column.addLong(row);
    }
    return column;
  }

  private void differs(Job tried, String difference) {
    assertThatExceptionOfType(LogFlowException.class)
        .isThrownBy(() -> verifier.verify(tried))
        .withMessageContaining(difference)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.VERIFICATION))
        .satisfies(failure -> assertThat(failure.remedy()).startsWith("Nothing was published"));
  }
}
