package io.logflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.Codec;
import io.logflow.job.ColumnType;
import io.logflow.job.Conversion;
import io.logflow.job.Dialect;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbEngineTest {
  @TempDir Path folder;
  private DuckCase given;

  @BeforeEach
  void start() throws IOException {
    given = new DuckCase(folder);
  }

  /** Stands for an engine that takes over. */
  private record Relief() implements Engine {
    @Override
    public String name() {
      return "relief";
    }

    @Override
    public Support supports(Plan plan) {
      return Support.YES;
    }

    @Override
    public Conversion convert(Job job, Plan plan) {
      Path output = job.target().staging(job.id());
      assertThat(output).doesNotExist();
      try {
        Files.createDirectories(output.getParent());
        Files.writeString(output, "relief");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Conversion(
          "relief", plan, plan.rowsTaken(), Optional.empty(), Map.of(), Optional.of("own note"));
    }
  }

  static Engine engine() {
    return new DuckDbEngine(new Relief());
  }

  static Conversion convert(DuckCase given) {
    assertThat(engine().supports(given.plan())).isEqualTo(Support.YES);
    return engine().convert(given.job(), given.plan());
  }

  private Conversion convertByDuck() {
    Conversion conversion = convert(given);
    assertThat(conversion.engine()).as(conversion.note().orElse("")).isEqualTo("duckdb");
    return conversion;
  }

  @Test
  void tells_what_it_did_and_leaves_nothing_else() throws Exception {
    given.column("id", ColumnType.BIGINT, 2).input("in.csv", "id\n1\n2\n", 2);
    Conversion conversion = convertByDuck();
    assertThat(conversion.rowsWritten()).isEqualTo(2);
    assertThat(conversion.plan()).isEqualTo(given.plan());
    assertThat(conversion.nanos()).containsOnlyKeys("open", "copy", "check");
    assertThat(conversion.note()).isEmpty();
    assertThat(given.leftovers()).isEmpty();
    assertThat(given.output().getParent()).isDirectoryContaining("glob:**.tmp");
    assertThat(given.query("SELECT repetition_type FROM parquet_schema({}) WHERE name = 'id'"))
        .containsExactly("OPTIONAL");
  }

  @Test
  void an_empty_field_is_null_and_a_quoted_one_is_empty_text() throws Exception {
    given.nullValues = List.of("NA", "it's");
    given.column("n", ColumnType.BIGINT, 1).column("t", ColumnType.VARCHAR, 3);
    given.input("in.csv", "n,t\n,\nNA,\"\"\n1,\"NA\"\n,na\n,it's\n", 5);
    convertByDuck();
    assertThat(given.output("n, t"))
        .containsExactly("null|null", "null|", "1|NA", "null|na", "null|null");
  }

  @Test
  void quoted_fields_are_null_where_the_file_quotes_everything() throws Exception {
    given.quotedNulls = true;
    given.nullValues = List.of("NA");
    given.column("n", ColumnType.BIGINT, 1).column("t", ColumnType.VARCHAR, 1);
    given.input("in.csv", "\"n\",\"t\"\n\"\",\"\"\n\"NA\",\"x\"\n\"1\",\"NA\"\n", 3);
    convertByDuck();
    assertThat(given.output("n, t")).containsExactly("null|null", "null|x", "1|null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void every_line_ending_is_read(String ending) throws Exception {
    given.column("a", ColumnType.VARCHAR).column("b", ColumnType.BIGINT);
    given.input("in.csv", String.join(ending, "a,b", "\"x\ny\",1", "z,2", "w,"), 3);
    convertByDuck();
    assertThat(given.output("a, b")).containsExactly("x\ny|1", "z|2", "w|null");
  }

  @ParameterizedTest
  @ValueSource(strings = {";\"", "|'", "\t\"", ":*", "#\""})
  void plain_delimiters_and_quotes_are_read(String symbols) throws Exception {
    char quote = symbols.charAt(1);
    String delimiter = symbols.substring(0, 1);
    given.dialect = new Dialect(delimiter, quote, quote, false, 0, "");
    given.column("a", ColumnType.VARCHAR).column("b", ColumnType.BIGINT);
    String quoted = quote + "x" + quote + quote + delimiter + "y" + quote;
    given.input("in.csv", quoted + delimiter + "1\n-z" + delimiter + "2\n", 2);
    convertByDuck();
    assertThat(given.output("a, b")).containsExactly("x" + quote + delimiter + "y|1", "-z|2");
  }

  @Test
  void a_hash_is_no_comment() throws Exception {
    given.column("a", ColumnType.VARCHAR).input("in.csv", "a\n#x\n", 1);
    convertByDuck();
    assertThat(given.output("a")).containsExactly("#x");
  }

  static List<Dialect> odd_dialects() {
    return List.of(
        new Dialect("||", '"', '"', true, 0, ""),
        new Dialect("\u00a7", '"', '"', true, 0, ""),
        new Dialect("\u0001", '"', '"', true, 0, ""),
        new Dialect(" ", '"', '"', true, 0, ""),
        new Dialect(",", '\u00ab', '\u00ab', true, 0, ""),
        new Dialect(",", '"', '\\', true, 0, ""),
        new Dialect(",", (char) 0, '\\', true, 0, ""),
        new Dialect(",", '"', '"', true, 1, ""));
  }

  @ParameterizedTest
  @MethodSource("odd_dialects")
  void odd_dialects_are_declined_with_a_reason(Dialect dialect) throws Exception {
    given.dialect = dialect;
    given.column("a", ColumnType.VARCHAR).input("in.csv", "a\nx\n", 1);
    Support support = engine().supports(given.plan());
    assertThat(support.yes()).isFalse();
    assertThat(support.reason()).isNotEmpty();
  }

  @Test
  void a_file_without_quotes_keeps_quotes_as_text() throws Exception {
    given.dialect = new Dialect(",", (char) 0, (char) 0, true, 0, "");
    given.column("a", ColumnType.VARCHAR).column("b", ColumnType.VARCHAR);
    given.input("in.csv", "a,b\n\"x\",5\"\n", 1);
    convertByDuck();
    assertThat(given.output("a, b")).containsExactly("\"x\"|5\"");
  }

  @Test
  void a_byte_order_mark_is_no_text() throws Exception {
    given.dialect = new Dialect(",", '"', '"', false, 0, "");
    given.column("a", ColumnType.VARCHAR).input("in.csv", "\uFEFF\"x\"\ny\n", 2);
    convertByDuck();
    assertThat(given.output("a")).containsExactly("x", "y");
  }

  @Test
  void a_header_alone_gives_a_file_without_rows() throws Exception {
    given.column("a", ColumnType.VARCHAR, 0).input("in.csv", "a", 0);
    assertThat(convertByDuck().rowsWritten()).isZero();
    assertThat(given.query("SELECT name FROM parquet_schema({})")).contains("a");
  }

  @Test
  void inputs_follow_one_another_and_missing_columns_are_null() throws Exception {
    given.column("a", ColumnType.BIGINT).column("b", ColumnType.VARCHAR);
    given.column("d", ColumnType.DATE, "d/M/yyyy");
    given.input("one.csv", "a,b\n1,x\n2,y\n", 2, List.of(0, 1, -1));
    given.input("two.csv", "d,a\n3/12/2024,3\n,4\n", 2, List.of(1, -1, 0));
    convertByDuck();
    assertThat(given.output("a, b, d"))
        .containsExactly("1|x|null", "2|y|null", "3|null|2024-12-03", "4|null|null");
    assertThat(metadata()).contains("logflow.rows_read=4").doesNotContain("logflow.job_id");
  }

  @Test
  void rows_keep_their_order() throws Exception {
    String rows =
        IntStream.range(0, 300_000)
            .mapToObj(row -> row + ",\"text\n" + row + "\"\n")
            .collect(Collectors.joining());
    given.rowGroupBytes = 1 << 20;
    given.column("a", ColumnType.BIGINT).column("b", ColumnType.VARCHAR);
    given.input("one.csv", "a,b\n" + rows, 300_000).input("two.csv", "a,b\n" + rows, 300_000);
    convertByDuck();
    assertThat(given.output("count(*) FILTER (a = file_row_number % 300000)"))
        .containsExactly("600000");
    assertThat(given.query("SELECT count(DISTINCT row_group_id) > 5 FROM parquet_metadata({})"))
        .containsExactly("true");
  }

  @ParameterizedTest
  @CsvSource({
    "SNAPPY, , SNAPPY",
    "ZSTD, , ZSTD",
    "ZSTD, 19, ZSTD",
    "GZIP, 3, GZIP",
    "LZ4, , LZ4_RAW",
    "NONE, , UNCOMPRESSED"
  })
  void every_codec_is_written(Codec codec, Integer level, String expected) throws Exception {
    given.codec = codec;
    given.level = Optional.ofNullable(level);
    given.column("a", ColumnType.BIGINT).input("in.csv", "a\n1\n", 1);
    convertByDuck();
    assertThat(given.query("SELECT compression FROM parquet_metadata({})"))
        .containsExactly(expected);
  }

  @Test
  void the_footer_names_the_job() throws Exception {
    given.column("a", ColumnType.BIGINT).input("it's \"q\".csv", "a\n1\n", 1);
    convertByDuck();
    assertThat(metadata())
        .containsExactlyInAnyOrder(
            "logflow.column_hashes=-",
            "logflow.job_id=" + given.plan().inputs().get(0).input().jobId(),
            "logflow.source_name=it's \"q\".csv",
            "logflow.input_sha256=ab",
            "logflow.config_hash=hash",
            "logflow.version=9.9",
            "logflow.rows_read=1",
            "logflow.rows_rejected=0",
            "logflow.rows_skipped=0",
            "logflow.door=cli",
            "logflow.output=ledger");
  }

  private List<String> metadata() throws Exception {
    return given.query(
        "SELECT decode(key) || '=' || decode(value) FROM parquet_kv_metadata({})"
            + " WHERE starts_with(decode(key), 'logflow')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\"b'; drop table x; --",
        "\"; ATTACH '/etc/passwd'",
        "x') TO '/tmp/p'; --",
        "?",
        "$1",
        "line\nbreak",
        "f0",
        " ",
        "SELECT",
        "naïve \uD83D\uDE00",
        "a.b",
      })
  void a_column_may_have_any_name(String name) throws Exception {
    given.column(name, ColumnType.BIGINT).column(name + " 2", ColumnType.DATE, "d/M/yyyy");
    given.input("in.csv", "a,b\n7,1/1/2024\n", 1);
    convertByDuck();
    assertThat(given.query("SELECT name FROM parquet_schema({}) OFFSET 1"))
        .containsExactly(name, name + " 2");
    assertThat(given.output("*")).containsExactly("7|2024-01-01|0");
    try (var files = Files.list(given.folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("in.csv", "out", "temp", "query");
    }
  }

  @Test
  void a_column_may_have_a_very_long_name() throws Exception {
    String name = "n\"".repeat(32 << 10);
    given.column(name, ColumnType.BIGINT).input("in.csv", "a\n7\n", 1);
    convertByDuck();
    assertThat(given.query("SELECT name FROM parquet_schema({}) OFFSET 1")).containsExactly(name);
  }

  @Test
  void thousands_of_columns_are_written() throws Exception {
    List<String> names = IntStream.range(0, 2000).mapToObj(index -> "c" + index).toList();
    names.forEach(name -> given.column(name, ColumnType.BIGINT, 1));
    String row = names.stream().map(name -> name.substring(1)).collect(Collectors.joining(","));
    given.input("in.csv", String.join(",", names) + "\n" + row + "\n", 1);
    convertByDuck();
    assertThat(given.output("c0, c1999")).containsExactly("0|1999");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rep[1].csv",
        "st*r.csv",
        "x');COPY(SELECT 1)TO'p';--.csv",
        "in.csv.gz",
        "y=1.csv"
      })
  void a_file_may_have_any_name(String name) throws Exception {
    Files.writeString(folder.resolve("rep1.csv"), "a\n1\n");
    Files.writeString(folder.resolve("star.csv"), "a\n1\n");
    given.outputFolder = "out [1]*'";
    given.column("a", ColumnType.BIGINT).input(name, "a\n7\n", 1);
    convertByDuck();
    assertThat(given.output("a")).containsExactly("7");
    assertThat(given.leftovers()).isEmpty();
  }

  @Test
  void another_engine_takes_over_where_row_counts_differ() throws Exception {
    given.column("a", ColumnType.BIGINT).input("in.csv", "a\n1\n2\n", 3);
    Conversion conversion = convert(given);
    assertThat(conversion.engine()).isEqualTo("relief");
    assertThat(conversion.note())
        .contains("duckdb gave the job to relief: it read 2 rows, the scan 3; own note");
    assertThat(given.output()).hasContent("relief");
    assertThat(given.leftovers()).isEmpty();
  }

  @Test
  void another_engine_takes_over_where_value_counts_differ() throws Exception {
    given.column("a", ColumnType.BIGINT, 2).column("t", ColumnType.VARCHAR, 1);
    given.input("in.csv", "a,t\n1,\n2,\n", 2);
    assertThat(convert(given).engine()).isEqualTo("relief");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n1,x\n2\n", "a,b\n1,x\n\"2,y\n", "a,b\n1,x\r\n2,y\n", "a,b\nx,y\n"})
  void another_engine_takes_over_where_duckdb_cannot_read(String content) throws Exception {
    given.column("a", ColumnType.BIGINT).column("b", ColumnType.VARCHAR);
    given.input("in.csv", content, 2);
    assertThat(convert(given).engine()).isEqualTo("relief");
    assertThat(given.leftovers()).isEmpty();
  }

  @Test
  void another_engine_takes_over_where_the_temporary_folder_is_a_pattern() throws Exception {
    Path odd = Files.createDirectory(folder.resolve("o[d]d"));
    given = new DuckCase(odd);
    given.column("a", ColumnType.BIGINT).input("in.csv", "a\n1\n", 1);
    assertThat(convert(given).note().orElse("")).contains("temporary folder");
  }

  @Test
  void a_changed_input_fails_the_job() throws Exception {
    given.column("a", ColumnType.BIGINT).input("in.csv", "a\n1\n", 1);
    Plan plan = given.plan();
    Job job = given.job();
    Files.writeString(given.folder.resolve("in.csv"), "a\n1\n2\n");
    assertThatThrownBy(() -> engine().convert(job, plan))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.INPUT_CHANGED));
    assertThat(given.output()).doesNotExist();
  }

  @Test
  void too_little_memory_names_the_setting() throws Exception {
    String wide = "x".repeat(4 << 20);
    given.memory = 1;
    given.column("a", ColumnType.VARCHAR);
    given.input("in.csv", "a\n" + (wide + "\n").repeat(20), 20);
    assertThatThrownBy(() -> engine().convert(given.job(), given.plan()))
        .hasMessageContaining("engine.memory_limit")
        .isInstanceOfSatisfying(
            LogFlowException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
    assertThat(given.output()).doesNotExist();
    assertThat(given.leftovers()).isEmpty();
  }
}
