package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.OutputException;
import io.logflow.job.Request;
import io.logflow.parquet.FolderManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs with a folder for each value, read with DuckDB. */
class PartitionedOutputTest {
  private static final String PARTITION = "conversion.partition_by";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"key", "zip", "exact", "at", "tz", "clock", "day", "yes", "key,zip"})
  void parts_hold_every_value_with_its_type_whatever_their_folder(String by) throws Exception {
    Path plain = LaidOut.convert(folder, LaidOut.TYPES, Map.of()).output();
    Path output =
        LaidOut.convert(folder, LaidOut.TYPES, Map.of(PARTITION, List.of(by.split(",", -1))))
            .output();

    assertThat(output).isEqualTo(folder.resolve("out"));
    for (String reading :
        List.of("", ", hive_partitioning = false", ", hive_partitioning = true")) {
      String all = "SELECT COLUMNS(*)::VARCHAR FROM read_parquet('%s'%s) ORDER BY line";
      String parts = output + "/**/*.parquet";
      assertThat(LaidOut.texts(all.formatted(parts, reading)))
          .isEqualTo(LaidOut.texts(all.formatted(plain, "")));
    }
    // DuckDB takes the type of such a column from the names of folders unless it is told not to.
    String types = "SELECT column_type FROM (DESCRIBE SELECT * FROM read_parquet('%s'%s))";
    assertThat(
            LaidOut.texts(types.formatted(output + "/**/*.parquet", ", hive_partitioning = false")))
        .isEqualTo(LaidOut.texts(types.formatted(plain, "")));
  }

  @Test
  void hostile_values_make_folders_of_their_own_within_the_output() throws Exception {
    List<String> values =
        List.of(
            "../../x",
            "/etc",
            "DE",
            "de",
            "a b",
            "\"\"",
            "",
            "..",
            ".",
            "😀",
            "NULL",
            "x.",
            "__HIVE_DEFAULT_PARTITION__",
            "%2e%2e",
            "a=b",
            "café",
            "cafe\u0301",
            "CON");
    List<String> lines = new ArrayList<>(List.of("k,line"));
    for (int line = 0; line < values.size(); line++) {
      lines.add(values.get(line) + "," + line);
    }
    Path output =
        LaidOut.convert(folder, String.join("\n", lines) + "\n", Map.of(PARTITION, List.of("k")))
            .output();

    List<Path> parts = LaidOut.parts(output);
    assertThat(parts).hasSize(values.size()).allMatch(part -> part.startsWith(output));
    assertThat(parts.stream().map(part -> part.getParent().toString().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("in.csv", "home", "out");
    }
    assertThat(
            LaidOut.texts(
                "SELECT line FROM read_parquet('%s/**/*.parquet') WHERE k = '../../x'"
                    .formatted(output)))
        .containsExactly("0");
    assertThat(
            LaidOut.texts(
                "SELECT line FROM read_parquet('%s/**/*.parquet') WHERE k IS NULL"
                    .formatted(output)))
        .containsExactly("6");
    assertThat(
            LaidOut.texts(
                "SELECT line FROM read_parquet('%s/**/*.parquet') WHERE k = ''".formatted(output)))
        .containsExactly("5");
    assertThat(
            LaidOut.texts(
                "SELECT line FROM read_parquet('%s/**/*.parquet') WHERE k = 'de'"
                    .formatted(output)))
        .containsExactly("3");
  }

  @Test
  void folders_in_folders_whose_path_is_too_long_are_refused_by_their_columns() throws Exception {
    List<String> columns = IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();
    String row = columns.stream().map(any -> "x".repeat(250)).collect(Collectors.joining(","));
    String csv = String.join(",", columns) + "\n" + row + "\n";
    assertThatThrownBy(() -> LaidOut.convert(folder, csv, Map.of(PARTITION, columns)))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
        .hasMessageContaining("columns c0, c1, ")
        .hasMessageContaining("3500 are possible");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void a_column_of_nulls_makes_one_folder() throws Exception {
    Path output =
        LaidOut.convert(folder, "a,b\n1,\n2,\n", Map.of(PARTITION, List.of("b"))).output();
    assertThat(LaidOut.parts(output))
        .containsExactly(output.resolve("b=__HIVE_DEFAULT_PARTITION__/part-00000.parquet"));
    assertThat(LaidOut.texts("SELECT a FROM read_parquet('%s/**/*.parquet')".formatted(output)))
        .containsExactly("1", "2");
  }

  @Test
  void a_folder_that_is_there_is_replaced_whole_or_not_touched() throws Exception {
    Path output =
        LaidOut.convert(folder, "k,v\na,1\nb,2\n", Map.of(PARTITION, List.of("k"))).output();
    LaidOut.convert(folder, "k,v\nc,3\n", Map.of(PARTITION, List.of("k")));
    assertThat(LaidOut.parts(output)).containsExactly(output.resolve("k=c/part-00000.parquet"));

    Files.delete(output.resolve(FolderManifest.NAME));
    assertThatThrownBy(() -> LaidOut.convert(folder, "k,v\nd,4\n", Map.of(PARTITION, List.of("k"))))
        .hasMessageContaining("was not made by LogFlow");
    assertThat(LaidOut.texts("SELECT v FROM read_parquet('%s/**/*.parquet')".formatted(output)))
        .containsExactly("3");
  }

  @Test
  void nothing_is_put_into_an_output() throws Exception {
    Path output =
        LaidOut.convert(folder, "k,v\na,1\nb,2\n", Map.of(PARTITION, List.of("k"))).output();
    Path other = Files.writeString(folder.resolve("b.csv"), "k,v\nc,3\n");
    Path below = Files.createSymbolicLink(folder.resolve("link"), output.resolve("k=a"));
    Path inside = Files.copy(other, output.resolve("c.csv"));
    try (Workbench bench = new Workbench(folder)) {
      for (Request request :
          List.of(
              Request.of(other).toFolder(output).build(),
              Request.of(other).toFolder(below).build(),
              Request.of(other).to(output.resolve("new/b.parquet")).build(),
              Request.of(inside).build())) {
        assertThatThrownBy(() -> bench.logflow().convert(request))
            .isInstanceOf(OutputException.class)
            .hasMessageContaining("would lie within the output " + output);
      }
    }
    Files.delete(inside);
    assertThat(LaidOut.parts(output)).hasSize(2);
  }

  @Test
  void a_contract_passes_over_a_version_whose_folder_is_an_output() throws Exception {
    Path plain = folder.resolve("out");
    Path input = Files.writeString(folder.resolve("b.csv"), "k,v\na,1\n");
    try (Workbench bench = new Workbench(folder)) {
      Request parted =
          Request.of(input)
              .to(folder.resolve("out.v2.parquet"))
              .set(PARTITION, List.of("k"))
              .build();
      Path output = bench.logflow().convert(parted).output();
      bench
          .logflow()
          .convert(Request.of(input).toFolder(plain).set("schema.mode", "version").build());
      Path wider = Files.writeString(folder.resolve("c.csv"), "k,v,w\na,1,2\n");
      Request next = Request.of(wider).toFolder(plain).set("schema.mode", "version").build();
      assertThat(bench.logflow().convert(next).output())
          .isEqualTo(folder.resolve("out.v3/c.parquet"));
      assertThat(LaidOut.parts(output)).hasSize(1);
    }
  }

  @Test
  void a_manifest_of_another_program_is_in_nobodys_way() throws Exception {
    Files.writeString(folder.resolve(FolderManifest.NAME), "{\"entries\": []}");
    Path output =
        LaidOut.convert(folder, "k,v\na,1\nb,2\n", Map.of(PARTITION, List.of("k"))).output();
    assertThat(LaidOut.parts(output)).hasSize(2);
  }

  @Test
  void a_folder_is_not_replaced_that_holds_more_than_its_parts() throws Exception {
    Path output =
        LaidOut.convert(folder, "k,v\na,1\nb,2\n", Map.of(PARTITION, List.of("k"))).output();
    Path more = Files.copy(output.resolve("k=a/part-00000.parquet"), output.resolve("b.parquet"));
    assertThatThrownBy(() -> LaidOut.convert(folder, "k,v\nd,4\n", Map.of(PARTITION, List.of("k"))))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("cannot be replaced: b.parquet in it is none of its parts");
    assertThat(more).exists();

    Files.delete(more);
    Files.writeString(output.resolve(FolderManifest.NAME), "{");
    assertThatThrownBy(() -> LaidOut.convert(folder, "k,v\nd,4\n", Map.of(PARTITION, List.of("k"))))
        .hasMessageContaining("cannot be replaced: its manifest is damaged");
    assertThat(output.resolve("k=a/part-00000.parquet")).exists();
  }
}
