package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import io.logflow.parquet.ParquetFooters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What stands beside a table is skipped, counted and kept, whichever engine converts the file. */
class TablePlacesEnginesTest extends ThemeBench {
  private static final Map<String, Object> AS_FOUND = Map.of();

  @EveryEngine
  void preamble_footer_and_further_tables_are_skipped(String engine) throws IOException {
    String rows = rows(3);
    String text =
        "Report\n\nid,name\n" + rows + "\nSource: the office\nid,name,x\n" + "7,g,1\n".repeat(3);
    Optional<Outcome> outcome = convertIfTaken(engine, AS_FOUND, file("t.csv", text));
    if (outcome.isEmpty()) {
      return;
    }
    assertThat(Readback.columns(outcome.get().output()))
        .isEqualTo(Map.of("id", List.of("0", "1", "2"), "name", List.of("n0", "n1", "n2")));
    assertClosed(outcome.get(), 3, 0, 8);
    assertThat(outcome.get().warnings())
        .contains(
            "Lines 1 to 2 of t.csv are a preamble, no rows: skipped, and kept in the metadata of"
                + " the output.")
        .anyMatch(warning -> warning.startsWith("Line 8 of t.csv is a footer"))
        .anyMatch(warning -> warning.startsWith("Lines 9 to 12 of t.csv are a further table"));
    assertThat(metadata(outcome.get()))
        .containsEntry("logflow.preamble", "Report\n\n")
        .containsEntry("logflow.footer", "Source: the office\n")
        .containsEntry("logflow.further_table", "id,name,x\n7,g,1\n7,g,1\n7,g,1\n");
  }

  /** More than one range of the scan, and an end that the sample of the start does not reach. */
  @EveryEngine
  void a_footer_of_a_large_file_is_found_at_its_end(String engine) throws IOException {
    int rows = 600_000;
    String text = "id,name\n" + rows(rows) + "\nSource: the office\nMore of it\n";
    Optional<Outcome> outcome = convertIfTaken(engine, AS_FOUND, file("t.csv", text));
    if (outcome.isEmpty()) {
      return;
    }
    assertClosed(outcome.get(), rows, 0, 3);
    assertThat(types(outcome.get()))
        .containsExactly(Map.entry("id", "BIGINT"), Map.entry("name", "VARCHAR"));
    assertThat(Readback.sums(outcome.get().output()).get("id"))
        .isEqualByComparingTo(Long.toString((long) rows * (rows - 1) / 2));
    assertThat(metadata(outcome.get()))
        .containsEntry("logflow.footer", "Source: the office\nMore of it\n");
  }

  @EveryEngine
  void comments_headers_and_aligned_columns_are_read_alike(String engine) throws IOException {
    assertBecomes(engine, "a,b\n1,x\n# note\n2,y\n3,z\n", 1, List.of("x", "y", "z"));
    assertBecomes(engine, "a,b\na,b\n1,x\n2,y\n3,z\n", 0, List.of("x", "y", "z"));
    assertBecomes(engine, "a,b,\n1,x\n2,y\n3,z\n", 0, List.of("x", "y", "z"));
    assertBecomes(engine, "a, b\n1, \"x, 1\"\n2, y\n3, z\n", 0, List.of("x, 1", "y", "z"));
    assertBecomes(engine, "a||b\n1||x\n2||y\n3||z\n", 0, List.of("x", "y", "z"));
    assertBecomes(engine, "a   b\n1   x y\n22  y\n333 z\n", 0, List.of("x y", "y", "z"));
    assertBecomes(
        engine, "a,b\n1,\"5\" x\"\n2,\"6\" y\"\n3,z\n", 0, List.of("5\" x", "6\" y", "z"));
  }

  private void assertBecomes(String engine, String text, long skipped, List<String> second)
      throws IOException {
    Optional<Outcome> outcome = convertIfTaken(engine, AS_FOUND, file("t.csv", text));
    if (outcome.isPresent()) {
      Map<String, List<String>> columns =
          new LinkedHashMap<>(Readback.columns(outcome.get().output()));
      assertThat(columns).as(text).hasSize(2);
      assertThat(columns.values()).as(text).last().isEqualTo(second);
      assertClosed(outcome.get(), 3, 0, skipped);
    }
  }

  @EveryEngine
  void ragged_rows_are_filled_up_where_that_is_asked_for(String engine) throws IOException {
    Path input = file("t.csv", "a,b,c\n1,2,3\n4\n5,6,7,,\n8,9,10,11\n12,13,14\n");
    Map<String, Object> pad =
        Map.of(
            "conversion.ragged_rows",
            "pad",
            "conversion.delimiter",
            ",",
            "conversion.max_rejects",
            1);
    Optional<Outcome> outcome = convertIfTaken(engine, pad, input);
    if (outcome.isPresent()) {
      assertClosed(outcome.get(), 4, 1, 0);
      Map<String, List<String>> columns = Readback.columns(outcome.get().output());
      assertThat(columns.get("a")).containsExactly("1", "4", "5", "12");
      assertThat(columns.get("c")).containsExactly("3", null, "7", "14");
    }
  }

  private static void assertClosed(Outcome outcome, long written, long rejected, long skipped) {
    assertThat(outcome.rowsWritten()).isEqualTo(written);
    assertThat(outcome.rowsRejected()).isEqualTo(rejected);
    assertThat(outcome.rowsSkipped()).isEqualTo(skipped);
    assertThat(outcome.rowsRead()).isEqualTo(written + rejected + skipped);
  }

  private static Map<String, String> metadata(Outcome outcome) throws IOException {
    return ParquetFooters.read(outcome.output()).metadata();
  }

  private static String rows(int count) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, count)
        .forEach(row -> text.append(row).append(",n").append(row).append('\n'));
    return text.toString();
  }
}
