package io.logflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.engine.arrow.ArrowEngine;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.Control;
import io.logflow.job.Conversion;
import io.logflow.job.Draft;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.parquet.ColumnHashes;
import io.logflow.parquet.ParquetResultReader;
import io.logflow.plugin.ColumnBatch;
import io.logflow.scan.RowTap;
import io.logflow.scan.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples of 256 KB are taken at the start, in the middle and at the end of larger files. */
class ArrowEngineTest {
  private static final int ROWS = 120_000;

  /** Outside the samples of a file of this many rows of some 40 bytes. */
  private static final int UNSEEN = 40_000;

  @TempDir private Path folder;

  private final ArrowEngine engine = new ArrowEngine();

  @BeforeEach
  void staging() throws IOException {
    Files.createDirectories(folder.resolve("out/_logflow/staging"));
    Files.createDirectories(folder.resolve("temp"));
  }

  private interface Line {
    String of(int row);
  }

  private Input file(String name, String header, Line line) throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int row = 0; row < ROWS; row++) {
      text.append(line.of(row)).append('\n');
    }
    return EngineJobs.input(folder, name, text.toString());
  }

  private Conversion convert(Input... inputs) throws IOException {
    Job job = EngineJobs.job(folder, Control.NONE, 8192, inputs);
    RowTap tap = engine.tap(job).orElseThrow();
    Job scanned = new Scan().scan(job, tap).withDraft((Draft) tap);
    Conversion conversion = engine.convert(scanned, scanned.requirePlan());
    assertHolds(conversion);
    return conversion;
  }

  private Path output() {
    return folder.resolve("out/_logflow/staging/01JOB.tmp");
  }

  /** The sums of the values' hashes are those of the scan. */
  private void assertHolds(Conversion conversion) throws IOException {
    List<ColumnStatistics> written = ColumnHashes.of(output());
    Plan plan = conversion.plan();
    assertThat(written).hasSameSizeAs(plan.columns());
    for (int column = 0; column < written.size(); column++) {
      ColumnStatistics read = plan.columns().get(column).statistics().orElseThrow();
      assertThat(written.get(column).values()).isEqualTo(read.values());
      assertThat(written.get(column).nulls()).isEqualTo(read.nulls());
      assertThat(written.get(column).hash())
          .as(plan.columns().get(column).column().name())
          .isEqualTo(read.hash());
    }
    assertThat(conversion.rowsWritten()).isEqualTo(plan.rowsTaken());
    try (Stream<Path> left = Files.list(output().getParent())) {
      assertThat(left.filter(file -> !file.toString().endsWith(".rejects.tmp")))
          .containsExactly(output());
    }
  }

  private List<Long> longs(int column) throws IOException {
    List<Long> values = new ArrayList<>();
    try (ParquetResultReader reader = ParquetResultReader.open(output())) {
      for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
        for (int row = 0; row < batch.get(column).length(); row++) {
          values.add(batch.get(column).longAt(row));
        }
      }
    }
    return values;
  }

  private static String wide(int row) {
    return row + ",name number " + (row % 977) + ",2024-01-0" + (1 + row % 9);
  }

  @Test
  void what_the_samples_told_is_written_while_the_file_is_scanned() throws IOException {
    Conversion conversion = convert(file("a.csv", "id,name,day", ArrowEngineTest::wide));

    assertThat(conversion.note()).isEmpty();
    assertThat(conversion.plan().schema().toString())
        .contains("BIGINT")
        .contains("VARCHAR")
        .contains("DATE");
    List<Long> ids = longs(0);
    assertThat(ids).hasSize(ROWS);
    for (int row = 0; row < ROWS; row++) {
      assertThat(ids.get(row)).isEqualTo(row);
    }
  }

  @Test
  void a_column_that_the_samples_told_wrongly_is_encoded_again_and_no_other() throws IOException {
    Conversion conversion =
        convert(
            file("a.csv", "id,name,day", row -> row == UNSEEN ? row + ",x,yesterday" : wide(row)));

    assertThat(conversion.note().orElseThrow()).contains("'day'").doesNotContain("'id'");
    assertThat(longs(0)).hasSize(ROWS).startsWith(0L, 1L, 2L).endsWith(ROWS - 2L, ROWS - 1L);
  }

  @Test
  void all_columns_may_have_been_told_wrongly() throws IOException {
    Conversion conversion =
        convert(
            file(
                "a.csv",
                "id,weight,day",
                row ->
                    row == UNSEEN
                        ? "007,heavy,2024-01-01 10:00:00"
                        : row + "," + row + ".5,2024-01-01"));

    assertThat(conversion.note().orElseThrow()).contains("'id'").contains("'weight'", "'day'");
  }

  @Test
  void a_column_that_was_empty_in_the_samples_gets_its_values() throws IOException {
    convert(file("a.csv", "id,name,late", row -> row + ",some name," + (row == UNSEEN ? 5 : "")));
    assertThat(longs(2)).contains(5L);
  }

  @Test
  void whether_quoted_fields_are_null_is_settled_by_all_rows() throws IOException {
    Conversion conversion =
        convert(
            file(
                "a.csv",
                "\"id\",\"name\"",
                row ->
                    row == UNSEEN
                        ? "\"" + row + "\",unquoted and long enough to fill a line"
                        : "\"" + row + "\",\"" + (row % 3 == 0 ? "" : "some longer name") + "\""));

    assertThat(conversion.plan().inputs().get(0).quotedNulls()).isFalse();
    assertThat(conversion.plan().columns().get(1).statistics().orElseThrow().nulls()).isZero();
    assertThat(conversion.note().orElseThrow()).contains("'name'").doesNotContain("'id'");
  }

  @Test
  void several_inputs_with_other_columns_become_one_output() throws IOException {
    Conversion conversion =
        convert(
            file("a.csv", "id,name,day", ArrowEngineTest::wide),
            file("b.csv", "day,extra,id", row -> "2024-02-01," + row + ".25," + (ROWS + row)));

    assertThat(conversion.note()).isEmpty();
    assertThat(conversion.plan().schema().columns()).hasSize(4);
    assertThat(longs(0)).hasSize(2 * ROWS).endsWith(2L * ROWS - 1);
  }

  @Test
  void encodings_and_line_endings_that_are_read_in_order_are_taken() throws IOException {
    Conversion conversion =
        convert(
            EngineJobs.input(
                folder,
                "cr.csv",
                "id,name\r"
                    + String.join(
                        "",
                        IntStream.range(0, ROWS)
                            .mapToObj(row -> row + ",n" + row + "\r")
                            .toList())));
    assertThat(conversion.rowsWritten()).isEqualTo(ROWS);
    assertThat(longs(0)).startsWith(0L, 1L).endsWith(ROWS - 1L);
  }

  @Test
  void lines_within_quotes_that_look_like_rows_at_a_border_of_ranges_change_nothing()
      throws IOException {
    String text = "the sample went well, thanks\n".repeat(10);
    Input input =
        file("a.csv", "id,comment", row -> row % 5 == 0 ? row + ",\"" + text + "\"" : row + ",x");
    assertThat(input.size()).isGreaterThan(6 << 20);

    Conversion conversion = convert(input);

    assertThat(conversion.rowsWritten()).isEqualTo(ROWS);
    assertThat(conversion.note()).isEmpty();
  }

  @Test
  void such_lines_change_nothing_where_the_samples_told_wrongly_either() throws IOException {
    String text = "the sample went well, thanks\n".repeat(10);
    Conversion conversion =
        convert(
            file(
                "a.csv",
                "id,comment",
                row ->
                    (row == UNSEEN ? "A" : "")
                        + (row % 5 == 0 ? row + ",\"" + text + "\"" : row + ",x")));

    assertThat(conversion.rowsWritten()).isEqualTo(ROWS);
    assertThat(conversion.note().orElseThrow()).contains("'id'");
  }

  @Test
  void a_value_that_is_not_as_planned_fails_the_conversion() throws IOException {
    Input input = EngineJobs.input(folder, "a.csv", "id\n1\ntwo\n");
    Job job = EngineJobs.job(folder, Control.NONE, 8192, input);
    Plan wrong =
        new Plan(
            false,
            List.of(EngineJobs.column("id", ColumnType.BIGINT)),
            List.of(EngineJobs.inputPlan(input, 2, 0, 1)),
            List.of());

    assertThatThrownBy(() -> engine.convert(job.withPlan(wrong), wrong))
        .hasMessageContaining("'id'")
        .hasMessageContaining("BIGINT");
    assertThat(output()).doesNotExist();
  }
}
