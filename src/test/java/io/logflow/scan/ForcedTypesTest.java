package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ErrorKind;
import io.logflow.job.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForcedTypesTest extends ScanFixture {
  @Test
  void forced_types_are_kept() throws IOException {
    options.types = Map.of("a", "varchar", "b", "DECIMAL(10,2)", "*", "DOUBLE", "gone", "DATE");
    Plan plan = Jobs.scan(options, file("a.csv", "a,b,c\n1,2,3\n2,12.750,1e5\n"));
    assertThat(columns(plan)).containsExactly("a VARCHAR", "b DECIMAL(10,2)", "c DOUBLE");
    assertThat(plan.columns().get(1).statistics().orElseThrow().max()).isEqualTo("12.75");
    assertThat(plan.warnings())
        .containsExactly("A type was asked for column 'gone', which is in no input.");
  }

  @Test
  void a_forced_type_may_take_what_the_lattice_would_not() throws IOException {
    options.types =
        Map.of("a", "BIGINT", "b", "DOUBLE", "c", "TIMESTAMP", "d", "TIMESTAMP_NS", "e", "BOOLEAN");
    Path file =
        file(
            "a.csv",
            "a,b,c,d,e\n007,0.30000000000000004,2024-01-05,2024-01-05 10:00:00,TRUE\n+5,-0,,,\n");
    assertThat(columns(Jobs.scan(options, file)))
        .containsExactly("a BIGINT", "b DOUBLE", "c TIMESTAMP", "d TIMESTAMP_NS", "e BOOLEAN");
  }

  @Test
  void a_value_that_does_not_fit_a_forced_type_fails() throws IOException {
    String[][] cases = {
      {"BIGINT", "1", "1.5"},
      {"BIGINT", "1", "9223372036854775808"},
      {"BIGINT", "1", "x"},
      {"DECIMAL(10,2)", "1.25", "1.255"},
      {"DECIMAL(4,2)", "99.99", "100"},
      {"DOUBLE", "1.5", "0.12345678901234567890"},
      {"DOUBLE", "1.5", "nan"},
      {"BOOLEAN", "true", "1"},
      {"DATE", "2024-01-05", "2024-01-05 10:00:00"},
      {"DATE", "2024-01-05", "soon"},
      {"TIMESTAMP", "2024-01-05 10:00:00", "2024-01-05 10:00:00Z"},
      {"TIMESTAMP", "2024-01-05 10:00:00", "2024-01-05 10:00:00.0000001"},
    };
    for (String[] line : cases) {
      options.types = Map.of("v", line[0]);
      Path file = file("a.csv", "v,w\n" + line[1] + ",1\n" + line[2] + ",2\n" + line[1] + ",3\n");
      fails(
          ErrorKind.MALFORMED_INPUT,
          "Column 'v' is to be " + line[0] + ", but '" + line[2] + "' in line 3 of a.csv",
          "--types v=VARCHAR",
          () -> Jobs.scan(options, file));
    }
  }

  @Test
  void a_forced_double_neither_overflows_nor_underflows() throws IOException {
    options.types = Map.of("v", "DOUBLE");
    String huge = "1" + "0".repeat(400);
    String tiny = "0." + "0".repeat(330) + "1";
    for (String value :
        List.of(huge, "-" + huge, huge + ".5", tiny, "-" + tiny, "1e400", "1e-400")) {
      Path file = file("a.csv", "v,w\n1.5,1\n" + value + ",2\n");
      fails(
          ErrorKind.MALFORMED_INPUT,
          "Column 'v' is to be DOUBLE, but '" + value.substring(0, 5),
          "--types v=VARCHAR",
          () -> Jobs.scan(options, file));
      fails(ErrorKind.MALFORMED_INPUT, "in line 3 of a.csv", "", () -> Jobs.scan(options, file));
    }
  }

  @Test
  void numbers_as_far_as_a_double_reaches_are_doubles() throws IOException {
    String great = "1" + "0".repeat(308);
    String small = "0." + "0".repeat(306) + "1";
    Path file = file("a.csv", "v\n1.5\n" + great + "\n-" + great + "\n" + small + "\n0.0\n");
    assertThat(columns(Jobs.scan(options, file))).containsExactly("v DOUBLE");
    options.types = Map.of("v", "DOUBLE");
    assertThat(columns(Jobs.scan(options, file))).containsExactly("v DOUBLE");
  }

  @Test
  void numbers_beyond_a_double_stay_text_where_nothing_is_asked() throws IOException {
    String huge = "1" + "0".repeat(400);
    String tiny = "0." + "0".repeat(330) + "1";
    for (String value : List.of(huge, huge + ".5", tiny, "-" + tiny)) {
      Path file = file("a.csv", "v\n1.5\n" + value + "\n2.5\n");
      assertThat(columns(Jobs.scan(options, file))).containsExactly("v VARCHAR");
    }
  }

  @Test
  void instants_beyond_nanoseconds_do_not_fit_a_forced_type_of_nanoseconds() throws IOException {
    String[][] cases = {
      {"TIMESTAMP_NS", "2024-01-05 10:00:00", "9999-12-31 00:00:00"},
      {"TIMESTAMP_NS", "2024-01-05 10:00:00.123456789", "1500-01-01 00:00:00"},
      {"TIMESTAMP_NS", "2024-01-05", "2263-01-01"},
      {"TIMESTAMPTZ_NS", "2024-01-05T10:00:00Z", "1676-12-31T10:00:00+02:00"},
    };
    for (String[] line : cases) {
      options.types = Map.of("v", line[0]);
      Path file = file("a.csv", "v,w\n" + line[1] + ",1\n" + line[2] + ",2\n" + line[1] + ",3\n");
      fails(
          ErrorKind.MALFORMED_INPUT,
          "Column 'v' is to be " + line[0] + ", but '" + line[2] + "' in line 3 of a.csv",
          "--types v=VARCHAR",
          () -> Jobs.scan(options, file));
    }
    options.types = Map.of("v", "TIMESTAMP_NS");
    options.timestampFormat = java.util.Optional.of("dd.MM.yyyy HH:mm");
    Path file = file("a.csv", "v,w\n01.02.2024 10:00,1\n31.12.9999 00:00,2\n");
    fails(
        ErrorKind.MALFORMED_INPUT,
        "'31.12.9999 00:00' in line 3",
        "",
        () -> Jobs.scan(options, file));
  }

  @Test
  void unknown_types_are_refused() throws IOException {
    Path file = file("a.csv", "a\n1\n");
    for (String word : List.of("INT", "DECIMAL(39,2)", "DECIMAL(3,4)", "DECIMAL", "")) {
      options.types = Map.of("a", word);
      fails(ErrorKind.CONFIGURATION, "'" + word + "'", "BIGINT", () -> Jobs.scan(options, file));
    }
  }
}
