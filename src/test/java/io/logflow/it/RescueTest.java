package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ConfigurationException;
import io.logflow.job.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of one schema: what does not fit it goes to the column _rescued as it was written. */
class RescueTest {
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

  @Test
  void the_first_file_makes_the_schema_and_all_others_keep_it() throws Exception {
    Outcome first = rig.convert("a.csv", "id,n,day\n1,2,31/01/2026\n");
    assertThat(Readback.types(first.output()))
        .containsExactly(
            Map.entry("id", "BIGINT"),
            Map.entry("n", "BIGINT"),
            Map.entry("day", "DATE"),
            Map.entry("_rescued", "VARCHAR"));
    assertThat(RescueRig.rescued(first)).containsExactly(Map.of());

    Outcome second = rig.convert("b.csv", "more,n,id\nx,3.5,2\n,7,3\n\"say \"\"hi\"\"\",n/a,\n");
    assertThat(Readback.types(second.output())).isEqualTo(Readback.types(first.output()));
    assertThat(RescueRig.columns(second))
        .containsEntry("id", list("2", "3", null))
        .containsEntry("n", list(null, "7", null))
        .containsEntry("day", list(null, null, null));
    assertThat(RescueRig.rescued(second))
        .containsExactly(
            Map.of("n", "\"3.5\"", "more", "\"x\""),
            Map.of(),
            Map.of("n", "\"n/a\"", "more", "\"say \\\"hi\\\"\""));
    assertThat(second.warnings())
        .contains(
            "'3.5' in line 2 is the first of 2 values of column 'n', which are no BIGINT; they are in _rescued.",
            "'x' in line 2 is the first of 2 values of column 'more', which the folder's schema does not have; they are in _rescued.");
    assertThat(folder.resolve("out.v2")).doesNotExist();
  }

  @Test
  void dates_of_a_file_are_read_as_without_the_value_that_is_none() throws Exception {
    rig.convert("a.csv", "day\n31/01/2026\n");
    Outcome american = rig.convert("b.csv", "day\n05/04/2026\n12/31/2026\nn/a\n");
    assertThat(RescueRig.columns(american))
        .containsEntry("day", list("2026-05-04", "2026-12-31", null));
    Outcome mixed = rig.convert("c.csv", "day\n05/04/2026\n12/31/2026\n31/12/2026\n2026-02-03\n");
    assertThat(RescueRig.columns(mixed)).containsEntry("day", list(null, null, null, "2026-02-03"));
    Outcome open = rig.convert("d.csv", "day\n05/04/2026\n06/04/2026\n?\n");
    assertThat(RescueRig.columns(open))
        .containsEntry("day", list("2026-04-05", "2026-04-06", null));
    Outcome digits = rig.convert("f.csv", "day\n20260131\n2026-02-03\n1769817600\n");
    assertThat(RescueRig.columns(digits)).containsEntry("day", list(null, "2026-02-03", null));
    Outcome timed = rig.convert("e.csv", "day\n2026-02-03\n2026-02-03 10:00:00\n");
    assertThat(RescueRig.columns(timed)).containsEntry("day", list("2026-02-03", null));
    assertThat(RescueRig.rescued(timed).get(1)).containsEntry("day", "\"2026-02-03 10:00:00\"");
  }

  @Test
  void numbers_of_a_file_are_read_as_without_the_value_that_is_none() throws Exception {
    rig.convert("a.csv", "p;n\n1.5;7\n", "delimiter", ";");
    Outcome german =
        rig.convert("b.csv", "p;n\n1.234;1\n1.234.567,5;2\nn/a;12345678901234567890\n7;007\n");
    assertThat(RescueRig.columns(german))
        .containsEntry("p", list("1234.0", "1234567.5", null, "7.0"))
        .containsEntry("n", list("1", "2", null, null));
    Outcome both = rig.convert("c.csv", "p;n\n1.234.567,5;1\n1,234,567.5;2\n12.5;3\n8;4\n");
    assertThat(RescueRig.columns(both)).containsEntry("p", list(null, null, null, "8.0"));
    Outcome digits = rig.convert("d.csv", "p;n\n0.1234567890123456789;-0\n-0.5;1e3\n");
    assertThat(RescueRig.columns(digits))
        .containsEntry("p", list(null, "-0.5"))
        .containsEntry("n", list(null, null));
    assertThat(RescueRig.rescued(digits))
        .containsExactly(
            Map.of("p", "\"0.1234567890123456789\"", "n", "\"-0\""), Map.of("n", "\"1e3\""));
  }

  @Test
  void other_types_take_what_is_theirs() throws Exception {
    rig.convert(
        "a.csv",
        "b,t,z,d,s\ntrue,10:00:00,2026-01-01T00:00:00Z,123456789012345678.25,2026-01-01 10:00:00\n");
    Outcome second =
        rig.convert(
            "b.csv",
            """
            b,t,z,d,s
            FALSE,11:00:00,2026-01-01T02:00:00+02:00,1.5,2026-01-02
            yes,25:00,2026-01-01 02:00:00,1.555,2026-01-02 03:04:05.123456789
            1,x,y,z,w
            """);
    assertThat(RescueRig.columns(second))
        .containsEntry("b", list("false", null, null))
        .containsEntry("t", list("11:00:00", null, null))
        .containsEntry("z", list("2026-01-01 00:00:00+00", null, null))
        .containsEntry("d", list("1.50", null, null))
        .containsEntry("s", list("2026-01-02 00:00:00", null, null));
    assertThat(RescueRig.rescued(second).get(1))
        .containsEntry("s", "\"2026-01-02 03:04:05.123456789\"")
        .containsEntry("d", "\"1.555\"");
  }

  @Test
  void hostile_names_are_kept_and_a_column_of_the_same_name_never_is_one() throws Exception {
    Outcome first = rig.convert("a.csv", "_rescued,_rescued_1,n\nx,y,1\n");
    assertThat(RescueRig.columns(first))
        .containsOnlyKeys("_rescued_1", "n")
        .containsEntry("_rescued_1", list("y"));
    assertThat(RescueRig.rescued(first)).containsExactly(Map.of("_rescued", "\"x\""));
    String names = "\"a\"\"b\",\"c\td\",,\"é\\'\",N2,n2,_RESCUED,n";
    Outcome second = rig.convert("b.csv", names + "\n1,2,3,4,5,6,\"z\u0001\ny\",w\n");
    assertThat(RescueRig.columns(second))
        .containsEntry("_rescued_1", list((String) null))
        .containsEntry("n", list((String) null));
    Map<String, String> rescued = RescueRig.rescued(second).get(0);
    assertThat(rescued)
        .containsEntry("a\"b", "\"1\"")
        .containsEntry("c\td", "\"2\"")
        .containsEntry("é\\'", "\"4\"")
        .containsEntry("N2", "\"5\"")
        .containsEntry("_RESCUED", "\"z\\u0001\\ny\"")
        .containsEntry("n", "\"w\"");
    assertThat(rescued.values()).contains("\"3\"", "\"6\"").hasSize(8);
  }

  @Test
  void null_words_are_null_and_texts_are_texts() throws Exception {
    rig.convert("a.csv", "n,s\n1,x\n");
    Outcome second =
        rig.convert("b.csv", "n,s\nNA,1\n\"NA\",\"\"\n ,true\n", "null_values", List.of("NA"));
    assertThat(RescueRig.columns(second))
        .containsEntry("n", list(null, null, null))
        .containsEntry("s", list("1", "", "true"));
    assertThat(RescueRig.rescued(second))
        .containsExactly(Map.of(), Map.of("n", "\"NA\""), Map.of("n", "\" \""));
  }

  @Test
  void rows_that_are_broken_are_rejected_and_no_others() throws Exception {
    rig.convert("a.csv", "n,m\n1,2\n");
    Outcome second = rig.convert("b.csv", "n,m\nx,1\n1,2,3\n2,y\n", "max_rejects", 1L);
    assertThat(second.rowsRead()).isEqualTo(3);
    assertThat(second.rowsWritten()).isEqualTo(2);
    assertThat(second.rowsRejected()).isEqualTo(1);
    assertThat(RescueRig.rescued(second))
        .containsExactly(Map.of("n", "\"x\""), Map.of("m", "\"y\""));
  }

  @Test
  void types_that_are_asked_for_are_the_schemas() throws Exception {
    Map<String, Object> types = Map.of("n", "BIGINT", "day", "DATE");
    Outcome first = rig.convert("a.csv", "n,day\n007,x\nn/a,2026-01-31\n", "types", types);
    assertThat(Readback.types(first.output()))
        .containsEntry("n", "BIGINT")
        .containsEntry("day", "DATE");
    assertThat(RescueRig.columns(first)).containsEntry("n", list("7", null));
    assertThat(RescueRig.rescued(first))
        .containsExactly(Map.of("day", "\"x\""), Map.of("n", "\"n/a\""));
    assertThatThrownBy(() -> rig.convert("b.csv", "n\n1\n", "types", Map.of("n", "DOUBLE")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Column 'n' is to be DOUBLE, and is BIGINT in the folder's schema");
  }

  @Test
  void several_inputs_in_one_output_tell_which_of_them() throws Exception {
    rig.convert("a.csv", "n\n1\n");
    List<Path> inputs =
        List.of(
            Files.writeString(folder.resolve("b.csv"), "n,x\n2,\n"),
            Files.writeString(folder.resolve("c.csv"), "y,n\nq,z\n"));
    Outcome both = rig.convert(inputs);
    assertThat(RescueRig.columns(both)).containsEntry("n", list("2", null));
    assertThat(RescueRig.rescued(both))
        .containsExactly(Map.of(), Map.of("n", "\"z\"", "y", "\"q\""));
    assertThat(both.warnings().toString()).contains("'z' in line 2 of c.csv is the first of 1 ");
  }

  @Test
  void a_file_without_rows_has_the_schemas_columns() throws Exception {
    Outcome first = rig.convert("a.csv", "n\n1\n");
    Outcome header = rig.convert("c.csv", "n,more\n");
    assertThat(Readback.types(header.output())).isEqualTo(Readback.types(first.output()));
  }
}
