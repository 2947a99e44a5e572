package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.LogFlowException;
import io.logflow.settings.ScheduleSettings.Expect;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
  @TempDir Path root;
  private SettingsRig rig;

  @BeforeEach
  void makeRig() {
    rig = new SettingsRig(root);
  }

  private List<ScheduleSettings> schedules() {
    return rig.loader().build().schedules();
  }

  @Test
  void a_schedule_has_these_defaults() {
    rig.user("schedules: {orders: {inputs: '/data/in/*.csv', output: ~/out}}\n");

    ScheduleSettings schedule = schedules().get(0);
    assertThat(schedule.name()).isEqualTo("orders");
    assertThat(schedule.door()).isEqualTo("schedule:orders");
    assertThat(schedule.cron()).isEmpty();
    assertThat(schedule.zone()).isEqualTo(ZoneId.of("UTC"));
    assertThat(schedule.inputs()).containsExactly(new InputPattern("/data/in/*.csv"));
    assertThat(schedule.expect()).isEqualTo(new Expect(Expect.Rule.NAMED, 0));
    assertThat(schedule.overlay())
        .isEqualTo(Map.of("conversion.on_existing", "version", "conversion.output_name", "{name}"));
    assertThat(schedule.jobs().path()).isEqualTo(Path.of("/data/in"));
    assertThat(schedule.jobs().output()).isEqualTo(rig.home.resolve("out"));
    assertThat(schedule.jobs().onDuplicate()).isEqualTo(InboxSettings.OnDuplicate.SKIP);
    assertThat(schedule.jobs().leavesFiles()).isTrue();
  }

  @Test
  void the_files_of_system_and_user_merge_field_by_field() {
    rig.system(
        "schedules: {a: {inputs: /a, output: /x, cron: '0 1 * * *', zone: Asia/Kathmandu}}\n");
    rig.user("schedules: {a: {cron: '@daily', expect: 3, conversion: {types: {zip: VARCHAR}}}}\n");

    ScheduleSettings merged = schedules().get(0);
    assertThat(merged.cron()).contains(Cron.parse("@daily").orElseThrow());
    assertThat(merged.zone()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
    assertThat(merged.expect()).isEqualTo(new Expect(Expect.Rule.COUNT, 3));
    assertThat(merged.overlay()).containsEntry("conversion.types", Map.of("zip", "VARCHAR"));
  }

  @Test
  void relative_inputs_belong_to_the_folder_of_their_file() {
    rig.user("schedules: {a: {inputs: [in/*.csv, ~/b.csv], output: /x}}\n");

    assertThat(schedules().get(0).inputs())
        .extracting(InputPattern::text)
        .containsExactly(rig.home + "/.logflow/in/*.csv", rig.home + "/b.csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/in/o-{yyyy-MM-dd}.csv         | /in/o-2026-03-01.csv         | /in",
        "/in/o-{yyyy-MM-dd:-1d}.csv     | /in/o-2026-02-28.csv         | /in",
        "/in/{yyyy}/{MM}/*.csv          | /in/2026/03/*.csv            | /in",
        "/in/{yyyy/MM/dd:-1w}/x.{a,b}   | /in/2026/02/22/x.{a,b}       | /in",
        "/in/a/{yyMM:+1M}.csv           | /in/a/2604.csv               | /in/a",
        "/in/{yyyyMMdd'T'}.csv          |                              |",
        "/in/{yyyyMMddHH:-7h}.csv       | /in/2026022823.csv           | /in",
        "/in/**/x.csv                   | /in/**/x.csv                 | /in",
      })
  void dates_in_braces_are_those_of_the_run(String text, String expanded, Path folder) {
    if (expanded == null) {
      assertThat(InputPattern.fault(text)).isPresent();
      return;
    }
    assertThat(InputPattern.fault(text)).isEmpty();
    InputPattern pattern = new InputPattern(text);
    assertThat(pattern.on(LocalDateTime.of(2026, 3, 1, 6, 30)).text()).isEqualTo(expanded);
    assertThat(pattern.folder()).isEqualTo(folder);
  }

  @Test
  void what_mirrored_folders_begin_at_is_above_all_inputs() {
    rig.user("schedules: {a: {inputs: [/d/in/a/*.csv, '/d/in/b/{yyyy}/*.csv'], output: /x}}\n");
    assertThat(schedules().get(0).jobs().path()).isEqualTo(Path.of("/d/in"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: {inputs: /a}} | 1:13: the schedule a has no output.",
        "{a: {output: /a}} | 1:13: the schedule a has no inputs.",
        "{a: {inputs: [], output: /o}} | schedules.a.inputs names no file.",
        "{a: {inputs: /in/, output: /o}} | which names no file.",
        "{a: {inputs: '/x-{yyy}.csv', output: /o}} | holds {yyy}, which is no date.",
        "{a: {inputs: '/x-{yyyy:-1}.csv', output: /o}} | holds {yyyy:-1}, which is no date.",
        "{a: {inputs: '/x[.csv', output: /o}} | is no pattern of files.",
        "{a: {inputs: /a, output: /o, cron: '0 0 1 * * *'}} | schedules.a.cron is '0 0 1 * * *'.",
        "{a: {inputs: /a, output: /o, cron: '0 0 31 2 *'}} | of a day that comes (30 February never",
        "{a: {inputs: /a, output: /o, zone: Mars}} | schedules.a.zone is 'Mars'.",
        "{a: {inputs: /a, output: /o, expect: 0}} | schedules.a.expect is '0'.",
        "{a: {inputs: /a, output: /o, after: delete}} | schedules.a.after is 'delete'.",
        "{a: {inputs: /a, output: /o, corn: x}} | schedules.a.corn is no setting. Did you mean cron",
        "{a: {inputs: /a, output: /o, conversion: {comp: x}}} | conversion.comp is no setting.",
        "{a: {inputs: /a, output: /o, on_failed: []}} | schedules.a.on_failed names no program.",
        "{a: {inputs: /a, output: /o, incremental: true, on_existing: replace}} | 1:60:"
            + " schedules.a.on_existing is replace, but with incremental each part",
        "{a: {inputs: /a, output: /o, on_existing: fail, incremental: full}} | 1:41:"
            + " schedules.a.on_existing is fail, but with incremental each part",
        "{a/b: {inputs: /a, output: /o}} | 'a/b' is no name for a schedule.",
        "{a: 1} | the schedule a is no map.",
        "[a] | schedules is no map of names to settings.",
      })
  void what_is_wrong_is_refused_with_its_place(String text, String message) {
    rig.user("schedules: " + text + "\n");

    assertThatThrownBy(this::schedules)
        .hasMessageContaining(rig.userFile().toString())
        .satisfies(e -> assertThat(e.getMessage() + " " + remedy(e)).contains(message));
  }

  private static String remedy(Throwable failure) {
    return ((LogFlowException) failure).remedy();
  }

  @Test
  void a_project_may_hold_none() {
    rig.project("schedules: {a: {inputs: /a, output: /o}}\n");
    assertThatThrownBy(() -> rig.load()).hasMessageContaining("schedules may not stand here.");
  }
}
