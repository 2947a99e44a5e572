package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ErrorKind;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Many files, one table: a file without values has no say, and the order of files neither. */
class CsvFilesThemesTest extends ThemeBench {

  private void assertSame(String engine, Map<String, String> types, List<Path> files) {
    List<Path> order = new ArrayList<>(files);
    for (int seed = 0; seed < 4; seed++) {
      Outcome outcome = convert(engine, HEADER, order.toArray(Path[]::new));
      assertThat(types(outcome)).containsExactlyInAnyOrderEntriesOf(types);
      assertThat(outcome.rowsWritten()).isEqualTo(outcome.rowsRead());
      Collections.shuffle(order, new Random(seed));
    }
  }

  @EveryEngine
  void a_column_without_values_in_one_file_has_the_type_of_the_others(String engine)
      throws IOException {
    assertSame(
        engine,
        Map.of("id", "BIGINT", "amount", "DOUBLE", "day", "DATE", "none", "VARCHAR"),
        List.of(
            file("a.csv", "id,amount,day,none\n1,,,\n2,,,\n"),
            file("b.csv", "id,amount,day,none\n3,1.5,2024-01-05,\n"),
            file("c.csv", "id,amount,day,none\n4,2,,\n")));
  }

  @EveryEngine
  void a_file_with_a_header_alone_has_no_say(String engine) throws IOException {
    List<Path> files =
        List.of(
            file("a.csv", "id,flag\n"),
            file("b.csv", "id,flag\n1,true\n"),
            file("c.csv", "id,flag"));
    assertSame(engine, Map.of("id", "BIGINT", "flag", "BOOLEAN"), files);
  }

  @EveryEngine
  void an_empty_file_among_others_gives_no_rows_and_no_column(String engine) throws IOException {
    List<Path> files =
        List.of(
            file("a.csv", ""),
            file("b.csv", "id,name\n1,x\n2,y\n"),
            file("c.csv", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}),
            file("d.csv", "id,name\n3,z\n"));
    assertSame(engine, Map.of("id", "BIGINT", "name", "VARCHAR"), files);

    Outcome outcome = convert(engine, HEADER, files.toArray(Path[]::new));
    assertThat(outcome.rowsRead()).isEqualTo(3);
    assertThat(outcome.warnings())
        .anyMatch(text -> text.contains("a.csv"))
        .anyMatch(text -> text.contains("c.csv"));
    assertThat(Readback.columns(outcome.output()))
        .isEqualTo(Map.of("id", List.of("1", "2", "3"), "name", List.of("x", "y", "z")));
  }

  @EveryEngine
  void files_that_are_all_empty_are_an_error(String engine) throws IOException {
    assertThat(refusal(engine, Map.of(), file("a.csv", ""), file("b.csv", "")).kind())
        .isEqualTo(ErrorKind.EMPTY_INPUT);
    assertThat(refusal(engine, Map.of(), file("a.csv", "")).kind())
        .isEqualTo(ErrorKind.EMPTY_INPUT);
  }

  @EveryEngine
  void the_eleventh_file_counts_like_the_first(String engine) throws IOException {
    List<Path> files = new ArrayList<>();
    for (int index = 1; index <= 10; index++) {
      files.add(file("part-" + index + ".csv", "id,code\n" + index + "," + index + "\n"));
    }
    assertSame(engine, Map.of("id", "BIGINT", "code", "BIGINT"), files);

    files.add(file("part-11.csv", "id,code,extra\n11,007,true\n"));
    assertSame(engine, Map.of("id", "BIGINT", "code", "VARCHAR", "extra", "BOOLEAN"), files);
    assertThat(Readback.columns(folder.resolve("out.parquet")).get("code"))
        .hasSize(11)
        .contains("007", "1", "10");
  }

  @EveryEngine
  void numbers_and_times_of_several_files_widen_alike_in_any_order(String engine)
      throws IOException {
    assertSame(
        engine,
        Map.of("n", "DECIMAL(20,1)", "t", "TIMESTAMP", "b", "VARCHAR"),
        List.of(
            file("a.csv", "n,t,b\n1,2024-01-05,true\n"),
            file("b.csv", "n,t,b\n9223372036854775808,2024-01-05 10:00:00,1\n"),
            file("c.csv", "n,t,b\n0.5,2024-01-06,1.5\n"),
            file("d.csv", "n,t,b\n,,\n")));
  }

  @EveryEngine
  void a_column_of_the_last_file_alone_is_null_in_the_others(String engine) throws IOException {
    Outcome outcome =
        convert(
            engine,
            HEADER,
            file("a.csv", "id\n1\n2\n"),
            file("b.csv", "late,id\n2024-01-05T10:00:00Z,3\n"));
    assertThat(types(outcome)).isEqualTo(Map.of("id", "BIGINT", "late", "TIMESTAMPTZ"));
    assertThat(Readback.columns(outcome.output()))
        .isEqualTo(
            Map.of(
                "id", List.of("1", "2", "3"),
                "late", Arrays.asList(null, null, "2024-01-05 10:00:00+00")));
  }
}
