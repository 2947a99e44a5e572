package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.flow.compact.CompactReport;
import io.logflow.flow.compact.CompactRequest;
import io.logflow.job.ConfigurationException;
import io.logflow.job.Control;
import io.logflow.job.Outcome;
import io.logflow.job.ReplayRequest;
import io.logflow.job.Replayed;
import io.logflow.job.Request;
import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder of one schema over time: other modes, layouts, replays, engines, lost histories. */
class RescueFolderTest {
  @TempDir private Path folder;
  private RescueRig rig;

  @BeforeEach
  void open() {
    rig = new RescueRig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static List<String> list(String... values) {
    return Arrays.asList(values);
  }

  @ParameterizedTest
  @ValueSource(strings = {"avro", "arrow", "duckdb"})
  void each_engine_writes_what_fits_and_avro_what_does_not(String engine) throws Exception {
    Outcome first = rig.convert("a.csv", "n,s\n1,x\n", "engine.default", engine);
    Outcome second = rig.convert("b.csv", "s,n\ny,2\n", "engine.default", engine);
    Outcome third = rig.convert("c.csv", "n\nz\n", "engine.default", engine);
    assertThat(first.choice().engine()).isEqualTo(engine);
    assertThat(second.choice().engine()).isEqualTo(engine);
    assertThat(third.choice().engine()).isEqualTo("avro");
    assertThat(third.choice().reason()).contains(engine.equals("avro") ? "asked" : "row by row");
    assertThat(RescueRig.columns(second)).containsEntry("n", list("2"));
    assertThat(RescueRig.rescued(second)).containsExactly(Map.of());
  }

  @Test
  void a_folder_of_versions_gets_one_more_and_keeps_it() throws Exception {
    version("a.csv", "n\n1\n");
    Outcome second = rig.convert("b.csv", "n\nx\n");
    assertThat(second.output().getParent()).isEqualTo(folder.resolve("out.v2"));
    assertThat(second.warnings().toString()).contains("Column '_rescued' is new");
    Outcome third = rig.convert("c.csv", "m\ny\n");
    assertThat(third.output().getParent()).isEqualTo(folder.resolve("out.v2"));
    assertThat(RescueRig.rescued(third)).containsExactly(Map.of("m", "\"y\""));
    // As a version the column is one that files lack.
    Outcome fitting = version("d.csv", "n\n4\n");
    assertThat(fitting.output().getParent()).isEqualTo(folder.resolve("out.v2"));
    Outcome wider = version("e.csv", "n,_rescued\n1.5,q\n");
    assertThat(wider.output().getParent()).isEqualTo(folder.resolve("out.v3"));
    assertThat(Readback.types(wider.output()).keySet())
        .containsExactly("n", "_rescued", "_rescued_1");
    Outcome again = rig.convert("f.csv", "n\nz\n");
    assertThat(again.output().getParent()).isEqualTo(folder.resolve("out.v3"));
    assertThat(Readback.types(again.output())).isEqualTo(Readback.types(wider.output()));
    assertThat(RescueRig.rescued(again)).containsExactly(Map.of("n", "\"z\""));
  }

  private Outcome version(String name, String content) throws Exception {
    Path input = Files.writeString(folder.resolve(name), content);
    Request request = Request.of(input).toFolder(rig.output).set("schema.mode", "version").build();
    return rig.logflow().convert(request, Control.NONE);
  }

  @Test
  void a_column_of_the_name_that_came_with_a_file_is_refused() throws Exception {
    version("a.csv", "n,_rescued\n1,x\n");
    assertThatThrownBy(() -> rig.convert("b.csv", "n\n2\n"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("has a column '_rescued' that came with a file");
  }

  @Test
  void a_history_that_was_lost_is_read_from_the_folder() throws Exception {
    rig.convert("a.csv", "n\n1\n");
    rig.close();
    try (Stream<Path> all = Files.list(folder.resolve(".logflow"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    rig = new RescueRig(folder);
    Outcome second = rig.convert("b.csv", "n,m\ny,z\n");
    assertThat(second.output().getParent()).isEqualTo(rig.output);
    assertThat(RescueRig.rescued(second)).containsExactly(Map.of("n", "\"y\"", "m", "\"z\""));
  }

  @Test
  void parts_and_sorted_rows_keep_what_was_rescued() throws Exception {
    rig.convert("a.csv", "n,k\n1,b\n", "sort_by", List.of("n"));
    Outcome sorted = rig.convert("b.csv", "n,k\n3,a\nx,b\n2,c\n", "sort_by", List.of("n"));
    assertThat(RescueRig.columns(sorted)).containsEntry("n", list("2", "3", null));
    assertThat(RescueRig.rescued(sorted)).containsExactly(Map.of(), Map.of(), Map.of("n", "\"x\""));
    Outcome parted = rig.convert("c.csv", "n,k,o\n3,a,\nx,b,7\n", "partition_by", List.of("k"));
    Map<String, List<String>> all = Readback.columns(only(parted.output().resolve("k=b")));
    assertThat(all.get("_rescued")).containsExactly("{\"n\":\"x\",\"o\":\"7\"}");
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PART", "REWRITE"})
  void rejected_rows_are_taken_in_by_the_same_rules(String way) throws Exception {
    rig.convert("a.csv", "n,m\n1,2\n");
    Outcome second =
        rig.convert("b.csv", "n,m\nx,1\n1,2,\n2,y\n", "max_rejects", 1L, "on_existing", "fail");
    assertThat(second.rowsRejected()).isEqualTo(1);
    ReplayRequest request =
        new ReplayRequest(
            second.jobId(),
            Optional.empty(),
            Optional.of(ReplayRequest.Way.valueOf(way)),
            Map.of("conversion.ragged_rows", "pad"));
    Replayed replayed = rig.logflow().replay(request, Control.NONE);
    Outcome outcome = replayed.outcome().orElseThrow();
    assertThat(Readback.types(outcome.output())).isEqualTo(Readback.types(second.output()));
    List<Map<String, String>> rescued = RescueRig.rescued(outcome);
    if (way.equals("PART")) {
      assertThat(rescued).containsExactly(Map.of());
    } else {
      assertThat(rescued)
          .containsExactlyInAnyOrder(Map.of("n", "\"x\""), Map.of(), Map.of("m", "\"y\""));
    }
    rig.logflow().prove(outcome.jobId());
  }

  @Test
  void outputs_that_are_compacted_keep_the_column_and_its_proof() throws Exception {
    Outcome first = rig.convert("a.csv", "n\n1\n");
    Outcome second = rig.convert("b.csv", "n,m\nx,2\n");
    List<CompactReport> reports = new ArrayList<>();
    rig.logflow()
        .compact(
            new CompactRequest(rig.output, 1L << 20, false, false), Control.NONE, reports::add);
    assertThat(reports).hasSize(1);
    Path file = only(rig.output);
    assertThat(Readback.columns(file))
        .containsEntry("n", list("1", null))
        .containsEntry("_rescued", list(null, "{\"n\":\"x\",\"m\":\"2\"}"));
    rig.logflow().prove(first.jobId());
    rig.logflow().prove(second.jobId());
    Outcome third = rig.convert("c.csv", "n\ny\n");
    assertThat(third.output().getParent()).isEqualTo(rig.output);
  }

  @Test
  void counts_are_on_record_and_told_beforehand() throws Exception {
    rig.convert("a.csv", "n\n1\n");
    Outcome second = rig.convert("b.csv", "n,m\nx,\n2,\nz,\n");
    String query = "SELECT metrics, warnings FROM jobs WHERE id = '" + second.jobId() + "'";
    List<Object> row = Database.rows(folder.resolve(".logflow/logflow.db"), query).get(0);
    assertThat(row.get(0).toString())
        .contains("\"rescued\":{\"n\":2,\"m\":0}", "\"rescued_values\":2");
    assertThat(row.get(1).toString())
        .contains("'x' in line 2 is the first of 2 values of column 'n', which are no BIGINT")
        .contains("Column 'm', which the folder's schema does not have, has no values.");
    Path next = Files.writeString(folder.resolve("c.csv"), "n\n7\ny\n");
    assertThat(rig.logflow().schemas().change(Request.of(next).build(), rig.output).changes())
        .containsExactly(
            "'y' in line 3 is the first of 1 values of column 'n', which are no BIGINT; they are in _rescued.");
  }

  @Test
  void offsets_in_a_column_are_refused() {
    assertThatThrownBy(() -> rig.convert("a.csv", "n\n1\n", "offsets", "column"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("conversion.offsets is 'column', which schema.mode: rescue");
  }
}
