package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.InputException;
import io.logflow.job.Outcome;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON in a folder of one schema: what does not fit it stands in _rescued as JSON has it. */
class RescueJsonTest {
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
  void values_of_other_kinds_and_new_keys_are_rescued_as_they_stand() throws Exception {
    Outcome first =
        rig.convert(
            "a.ndjson", "{\"id\":1,\"n\":2,\"s\":\"x\",\"o\":{\"x\":1,\"y\":\"a\"},\"l\":[1.5]}\n");
    assertThat(Readback.types(first.output()).keySet())
        .containsExactly("id", "n", "s", "o", "l", "_rescued");
    Outcome second =
        rig.convert(
            "b.ndjson",
            """
            {"id":2,"n":"2","s":1,"o":{"x":7},"l":[1,2]}
            {"id":3,"n":{"a" : [1, "\\u00e9\\n"]},"s":"2026-01-31","o":{"x":1,"z":2},"new":null}
            {"id":4,"n":1.0,"s":"","o":[1],"l":["x"],"new":{"k":1,"k":2}}
            {"id":5,"n":9,"s":null,"o":null}
            """);
    assertThat(Readback.types(second.output())).isEqualTo(Readback.types(first.output()));
    assertThat(RescueRig.columns(second))
        .containsEntry("id", list("2", "3", "4", "5"))
        .containsEntry("n", list(null, null, null, "9"))
        .containsEntry("s", list(null, "2026-01-31", "", null))
        .containsEntry("o", list("{'x': 7, 'y': NULL}", null, null, null))
        .containsEntry("l", list("[1.0, 2.0]", null, null, null));
    assertThat(Readback.columns(second.output()).get("_rescued"))
        .containsExactly(
            "{\"n\":\"2\",\"s\":1}",
            "{\"n\":{\"a\" : [1, \"\\u00e9\\n\"]},\"o\":{\"x\":1,\"z\":2}}",
            "{\"n\":1.0,\"o\":[1],\"l\":[\"x\"],\"new\":{\"k\":1,\"k\":2}}",
            null);
    assertThat(second.warnings().toString())
        .contains("'\"2\"' in line 1 is the first of 3 values of column 'n', which are no BIGINT");
  }

  @Test
  void times_and_numbers_are_looked_at_one_by_one() throws Exception {
    rig.convert("a.json", "[{\"at\":\"2026-01-31T10:00:00Z\",\"p\":1.5,\"b\":true}]");
    Outcome second =
        rig.convert(
            "b.json",
            """
            [{"at":"2026-02-01T12:00:00+02:00","p":3,"b":false},
             {"at":"soon","p":0.1234567890123456789,"b":"true"},
             {"at":5,"p":-0,"b":null,"at":6}]
            """);
    assertThat(RescueRig.columns(second))
        .containsEntry("at", list("2026-02-01 10:00:00+00", null, null))
        .containsEntry("p", list("3.0", null, "-0.0"))
        .containsEntry("b", list("false", null, null));
    assertThat(RescueRig.rescued(second).get(1))
        .containsEntry("at", "\"soon\"")
        .containsEntry("b", "\"true\"");
    assertThat(Readback.columns(second.output()).get("_rescued").get(1))
        .contains("\"p\":0.1234567890123456789");
    assertThat(RescueRig.rescued(second).get(2))
        .containsEntry("at", "5")
        .containsEntry("at_1", "6");
  }

  @Test
  void records_that_are_no_objects_are_rescued_whole() throws Exception {
    assertThatThrownBy(() -> rig.convert("none.ndjson", "1\n[2]\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no columns, and the first file makes the schema");
    Outcome first = rig.convert("a.ndjson", "{\"n\":1,\"_rescued\":7}\n\"x\"\n");
    assertThat(RescueRig.columns(first)).containsEntry("n", list("1", null));
    assertThat(RescueRig.rescued(first))
        .containsExactly(Map.of("_rescued", "7"), Map.of("value", "\"x\""));
    Outcome second = rig.convert("b.ndjson", "1\n[2]\nnull\n");
    assertThat(RescueRig.columns(second)).containsEntry("n", list(null, null, null));
    assertThat(RescueRig.rescued(second))
        .containsExactly(Map.of("value", "1"), Map.of("value", "[2]"), Map.of());
    Outcome third = rig.convert("c.ndjson", "{\"n\":5}\n");
    assertThat(RescueRig.columns(third)).containsEntry("n", list("5"));
    assertThat(RescueRig.rescued(third)).containsExactly(Map.of());
  }

  @Test
  void text_and_json_can_come_into_one_folder() throws Exception {
    rig.convert("a.csv", "n,s\n1,x\n");
    Outcome second = rig.convert("b.ndjson", "{\"n\":2,\"s\":\"y\"}\n{\"n\":\"3\",\"s\":4}\n");
    assertThat(RescueRig.columns(second))
        .containsEntry("n", list("2", null))
        .containsEntry("s", list("y", null));
    assertThat(RescueRig.rescued(second).get(1))
        .containsExactly(Map.entry("n", "\"3\""), Map.entry("s", "4"));
  }

  @Test
  void types_that_are_asked_for_are_the_schemas() throws Exception {
    Outcome first =
        rig.convert(
            "a.ndjson",
            "{\"n\":\"7\"}\n{\"n\":\"x\"}\n{\"n\":8}\n",
            "types",
            Map.of("n", "BIGINT"));
    assertThat(RescueRig.columns(first)).containsEntry("n", list("7", null, "8"));
    assertThat(RescueRig.rescued(first)).containsExactly(Map.of(), Map.of("n", "\"x\""), Map.of());
  }

  /** A column that no record had so far is not what comes under a key of its name. */
  @Test
  void a_key_is_told_from_a_column_of_its_name_that_the_schema_has_and_the_file_lacks()
      throws Exception {
    rig.convert("a.ndjson", "{\"id\":1,\"_rescued_1\":10}\n");
    Outcome second = rig.convert("b.ndjson", "{\"id\":2,\"_rescued\":21}\n");

    assertThat(RescueRig.columns(second))
        .containsEntry("id", list("2"))
        .containsEntry("_rescued_1", list((String) null));
    assertThat(RescueRig.rescued(second)).containsExactly(Map.of("_rescued", "21"));
  }

  @Test
  void a_first_file_of_nothing_but_what_is_called_as_the_rest_makes_no_schema() throws Exception {
    assertThatThrownBy(() -> rig.convert("a.csv", "_rescued\nx\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no columns but _rescued");
    assertThatThrownBy(() -> rig.convert("a.ndjson", "{\"_rescued\":{\"a\":1}}\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no columns but _rescued");
    Outcome first = rig.convert("b.csv", "id,n\n1,2\n");

    assertThat(first.output().getParent()).isEqualTo(rig.output);
  }

  @Test
  void forms_that_contradict_each_other_are_told() throws Exception {
    rig.convert("a.csv", "id,x\n1,1.25\n");
    Outcome second = rig.convert("b.csv", "id,x\n1,0.25\n2,\"2,5\"\n");

    assertThat(RescueRig.rescued(second))
        .containsExactly(Map.of("x", "\"0.25\""), Map.of("x", "\"2,5\""));
    assertThat(second.warnings().toString())
        .contains("in a form that all have", "date_order or decimal_separator");
  }
}
