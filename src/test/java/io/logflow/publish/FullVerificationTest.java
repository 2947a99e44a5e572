package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.logflow.engine.AvroEngine;
import io.logflow.engine.DuckDbEngine;
import io.logflow.engine.Engine;
import io.logflow.format.Inspector;
import io.logflow.job.Column;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.parquet.ArrayColumn;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.ParquetResultReader;
import io.logflow.parquet.ResultWriter;
import io.logflow.parquet.ValueText;
import io.logflow.parquet.WriteOptions;
import io.logflow.plugin.ColumnBatch;
import io.logflow.scan.Scan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real conversions, whose staging files are then changed in one value. */
class FullVerificationTest {
  private static final String CSV =
      """
      flag,count,ratio,price,day,clock,local,fine,instant,text,nothing
      true,9223372036854775807,0.1,12345678901234567.89,2024-02-29,10:00:00.5,2024-01-05 10:00:00,\
      2024-01-05 10:00:00.123456789,2024-01-05T10:00:00+02:00,ångström,
      false,-100,-1.50,-0.01,1969-12-31,23:59:59,1969-12-31 23:59:59.999999,\
      1969-12-31 23:59:59.999999999,1969-12-31T23:59:59Z,"",
      ,,,,,,,,,,
      TRUE,0,2500,100,0001-01-01,00:00:00,9999-12-31 00:00:00,\
      2024-01-05 10:00:00,2024-07-05T10:00:00.25-05:30,"a ""b"", c",
      """;

  private static final int COLUMNS = 11;
  private final Verifier verifier = new Verifier();
  @TempDir Path folder;

  static Stream<Engine> engines() {
    return Stream.of(new AvroEngine(), new DuckDbEngine(new AvroEngine()));
  }

  /** Every engine with every column but the one that has no value to change. */
  static Stream<Arguments> engineColumns() {
    return engines()
        .flatMap(
            engine ->
                IntStream.range(0, COLUMNS - 1).mapToObj(index -> Arguments.of(engine, index)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void every_type_comes_back_as_it_was_scanned(Engine engine) throws IOException {
    Job job = converted(engine);
    assertThat(job.requireConversion().engine()).isEqualTo(engine.name());
    assertThat(job.requirePlan().schema().columns())
        .extracting(column -> column.type().toString())
        .containsExactly(
            "BOOLEAN",
            "BIGINT",
            "DOUBLE",
            "DECIMAL(19,2)",
            "DATE",
            "TIME",
            "TIMESTAMP",
            "TIMESTAMP_NS",
            "TIMESTAMPTZ",
            "VARCHAR",
            "VARCHAR");
    assertThatCode(() -> verifier.verify(job)).doesNotThrowAnyException();
  }

  @Test
  void kept_offsets_come_back_too() throws IOException {
    Job job =
        planned(
            "t\n2024-01-05T10:00:00+02:00\n2024-01-05T10:00:00Z\n2024-01-05T10:00:00-0530\n",
            TestJobs.options(OnExisting.FAIL, Offsets.COLUMN, true));
    Engine duckdb = new DuckDbEngine(new AvroEngine());
    assertThat(duckdb.supports(job.requirePlan()).reason())
        .isEqualTo("it does not keep offsets in a column");
    Job done = job.withConversion(new AvroEngine().convert(job, job.requirePlan()));
    assertThatCode(() -> verifier.verify(done)).doesNotThrowAnyException();
    assertThat(texts(done, 1)).containsExactly("+02:00", "+00:00", "-05:30");
  }

  private static List<String> texts(Job job, int column) throws IOException {
    try (ParquetResultReader reader = ParquetResultReader.open(job.target().staging(job.id()))) {
      ColumnBatch batch = reader.next().get(column);
      return IntStream.range(0, batch.length())
          .mapToObj(row -> ValueText.plain(batch, row))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("engineColumns")
  void one_other_value_is_found(Engine engine, int index) throws IOException {
    Job job = converted(engine);
    rewrite(job, index, false);
    differs(job, index, "holds other values than those read");
  }

  @ParameterizedTest
  @MethodSource("engineColumns")
  void one_null_too_many_is_found(Engine engine, int index) throws IOException {
    Job job = converted(engine);
    rewrite(job, index, true);
    differs(job, index, "holds 2 values and 2 NULLs instead of 3 values and 1 NULLs");
  }

  @Test
  void values_are_read_only_where_asked_for() throws IOException {
    Job job = convert(new AvroEngine(), false);
    rewrite(job, 0, true);
    assertThatCode(() -> verifier.verify(job)).doesNotThrowAnyException();
  }

  @Test
  void damaged_page_is_found() throws IOException {
    Job job = converted(new AvroEngine());
    Path staging = job.target().staging(job.id());
    byte[] bytes = Files.readAllBytes(staging);
    for (int at = 4; at < 200; at++) {
      bytes[at] = (byte) 0xFF;
    }
    Files.write(staging, bytes);
    assertThatExceptionOfType(LogFlowException.class)
        .isThrownBy(() -> verifier.verify(job))
        .withMessageContaining("the values of the file cannot be read")
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.VERIFICATION));
  }

  private Job converted(Engine engine) throws IOException {
    return convert(engine, true);
  }

  private Job convert(Engine engine, boolean verifyFully) throws IOException {
    Job planned = planned(CSV, TestJobs.options(OnExisting.FAIL, Offsets.UTC, verifyFully));
    return planned.withConversion(engine.convert(planned, planned.requirePlan()));
  }

  private Job planned(String text, ConversionOptions options) throws IOException {
    Path csv = Files.writeString(folder.resolve("types.csv"), text);
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("_logflow/staging"));
    Job job = TestJobs.job(TestJobs.ID, out, "types.parquet", csv, options);
    return new Scan().scan(new Inspector().inspect(job));
  }

  /** Writes the staging file again with one value changed, or one taken away. */
  private static void rewrite(Job job, int changed, boolean asNull) throws IOException {
    Path staging = job.target().staging(job.id());
    List<Column> columns = job.requirePlan().schema().columns();
    List<ColumnBatch> copies = new ArrayList<>();
    try (ParquetResultReader reader = ParquetResultReader.open(staging)) {
      List<ColumnBatch> batch = reader.next();
      for (int index = 0; index < columns.size(); index++) {
        copies.add(copy(batch.get(index), index == changed, asNull));
      }
    }
    Files.delete(staging);
    WriteOptions options =
        new WriteOptions(
            job.options().compression(), Optional.empty(), 1 << 20, 1000, 100, List.of(), Map.of());
    try (ResultWriter writer =
        ResultWriter.open(
            staging,
            job.requirePlan().schema(),
            FooterMetadata.of(job, job.requirePlan()),
            options)) {
      writer.write(copies);
    }
  }

  private static ArrayColumn copy(ColumnBatch from, boolean changed, boolean asNull) {
    ArrayColumn to = new ArrayColumn(from.type());
    for (int row = 0; row < from.length(); row++) {
      boolean here = changed && row == 1;
      if (from.isNull(row) || (here && asNull)) {
        to.addNull();
      } else {
        copyValue(from, row, here, to);
      }
    }
    return to;
  }

  private static void copyValue(ColumnBatch from, int row, boolean changed, ArrayColumn to) {
    switch (from.type().kind()) {
      case DOUBLE -> to.addDouble(changed ? Math.nextUp(1.5) * -1 : from.doubleAt(row));
      case DECIMAL -> to.addDecimal(changed ? new BigDecimal("0.01") : from.decimalAt(row));
      case VARCHAR ->
          to.addBytes(from.bytesAt(row), from.startAt(row) - (changed ? 1 : 0), from.endAt(row));
      case BOOLEAN -> to.addLong(changed ? 1 - from.longAt(row) : from.longAt(row));
      default -> to.addLong(from.longAt(row) + (changed ? 1 : 0));
    }
  }

  private void differs(Job job, int index, String difference) {
    String name = job.requirePlan().columns().get(index).column().name();
    assertThatExceptionOfType(LogFlowException.class)
        .isThrownBy(() -> verifier.verify(job))
        .withMessageContaining("its column '" + name + "' " + difference)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.VERIFICATION));
  }
}
