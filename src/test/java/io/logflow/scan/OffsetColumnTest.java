package io.logflow.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.CanonicalHash;
import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ColumnType;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OffsetColumnTest {
  @TempDir Path folder;
  private final Jobs.Options options = new Jobs.Options();

  private Plan scan(String text) throws IOException {
    options.offsets = Offsets.COLUMN;
    return Jobs.scan(options, Files.writeString(folder.resolve("a.csv"), text));
  }

  private static List<String> names(Plan plan) {
    return plan.schema().columns().stream().map(Column::name).toList();
  }

  private static long hash(String... texts) {
    long sum = 0;
    for (String text : texts) {
      sum += CanonicalHash.ofText(text.getBytes(UTF_8), 0, text.length());
    }
    return sum;
  }

  @Test
  void offsets_follow_their_instants() throws IOException {
    Plan plan =
        scan(
            """
            id,ts,x
            1,2024-01-05T10:00:00+02:00,a
            2,2024-01-05T10:00:00Z,a
            3,,a
            4,2024-07-05T10:00:00.25-0530,a
            5,2024-07-05T10:00:00+02,a
            """);
    assertThat(names(plan)).containsExactly("id", "ts", "ts_offset", "x");
    assertThat(plan.inputs().get(0).fieldOfColumn()).containsExactly(0, 1, 1, 2);
    ColumnPlan offsets = plan.columns().get(2);
    assertThat(offsets.offsets()).isTrue();
    assertThat(offsets.column().type()).isEqualTo(ColumnType.VARCHAR);
    assertThat(offsets.format()).isEqualTo(plan.columns().get(1).format());
    assertThat(offsets.statistics())
        .contains(
            new ColumnStatistics(
                4, 1, "+00:00", "-05:30", 20, 27, 3, hash("+02:00", "+00:00", "-05:30", "+02:00")));
  }

  @Test
  void name_that_is_taken_gets_a_number() throws IOException {
    Plan plan = scan("ts,TS_offset\n2024-01-05T10:00:00Z,2024-01-05T10:00:00+01:00\n");
    assertThat(names(plan)).containsExactly("ts", "ts_offset_1", "TS_offset", "TS_offset_offset");
    assertThat(plan.inputs().get(0).fieldOfColumn()).containsExactly(0, 0, 1, 1);
  }

  @Test
  void times_without_an_offset_have_no_such_column() throws IOException {
    options.timezone = Optional.of(ZoneId.of("Europe/Berlin"));
    assertThat(names(scan("ts,d,s\n2024-01-05T10:00:00,2024-01-05,Z\n")))
        .containsExactly("ts", "d", "s");
  }

  @Test
  void asked_for_types_rule() throws IOException {
    String text = "a,b\n2024-01-05T10:00:00Z,2024-01-05T10:00:00Z\n";
    options.types = Map.of("a", "VARCHAR", "b", "TIMESTAMPTZ_NS");
    assertThat(names(scan(text))).containsExactly("a", "b", "b_offset");
  }

  @Test
  void offsets_are_kept_only_where_asked_for() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "ts,x\n2024-01-05T10:00:00Z,1\n");
    assertThat(names(Jobs.scan(options, file))).containsExactly("ts", "x");
  }

  @Test
  void input_without_the_field_has_neither() throws IOException {
    options.offsets = Offsets.COLUMN;
    Path one = Files.writeString(folder.resolve("1.csv"), "ts,x\n2024-01-05T10:00:00Z,1\n");
    Path two = Files.writeString(folder.resolve("2.csv"), "x\n1\n");
    Plan plan = Jobs.scan(options, one, two);
    assertThat(plan.inputs().get(1).fieldOfColumn()).containsExactly(-1, -1, 0);
    assertThat(plan.columns().get(1).statistics().orElseThrow().nulls()).isOne();
  }
}
