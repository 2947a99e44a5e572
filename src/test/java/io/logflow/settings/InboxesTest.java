package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.settings.HookSettings.Kind;
import io.logflow.settings.InboxSettings.After;
import io.logflow.settings.InboxSettings.Claim;
import io.logflow.settings.InboxSettings.OnDuplicate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InboxesTest {
  @TempDir Path root;
  private SettingsRig rig;

  @BeforeEach
  void makeRig() {
    rig = new SettingsRig(root);
  }

  private List<InboxSettings> inboxes() {
    return rig.loader().build().inboxes();
  }

  @Test
  void an_inbox_has_these_defaults() {
    rig.user("inboxes: {orders: {path: /data/in, output: ~/out}}\n");

    Path path = Path.of("/data/in");
    assertThat(inboxes())
        .containsExactly(
            new InboxSettings(
                "orders",
                path,
                rig.home.resolve("out"),
                Optional.empty(),
                "*",
                false,
                Duration.ofSeconds(2),
                Optional.empty(),
                Duration.ofMillis(500),
                path.resolve("done"),
                path.resolve("failed"),
                path.resolve(".logflow/work"),
                Claim.RENAME,
                new After(true, Optional.empty()),
                OnDuplicate.SKIP,
                "version",
                "{name}",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void the_files_of_system_and_user_merge_field_by_field() {
    rig.system("inboxes: {a: {path: /a, output: /x, settle: 30s}, b: {path: /b, output: /y}}\n");
    rig.user("inboxes: {a: {output: /z, after: keep 30d, on_duplicate: convert}}\n");

    assertThat(inboxes()).extracting(InboxSettings::name).containsExactly("a", "b");
    InboxSettings merged = inboxes().get(0);
    assertThat(merged.output()).isEqualTo(Path.of("/z"));
    assertThat(merged.settle()).isEqualTo(Duration.ofSeconds(30));
    assertThat(merged.after()).isEqualTo(new After(true, Optional.of(Duration.ofDays(30))));
    assertThat(merged.onDuplicate()).isEqualTo(OnDuplicate.CONVERT);
  }

  @Test
  void the_command_line_describes_one_named_by_its_folder() {
    InboxSettings inbox =
        rig.loader().build().inbox(Path.of("/data/in"), Map.of("output", "/o", "after", "delete"));

    assertThat(inbox.name()).isEqualTo("/data/in");
    assertThat(inbox.after()).isEqualTo(new After(false, Optional.empty()));
    assertThatThrownBy(() -> rig.loader().build().inbox(Path.of("/data/in"), Map.of()))
        .hasMessageContaining("the inbox /data/in has no output.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{a: {path: /a}} | 1:11: the inbox a has no output.",
        "{a: {path: /a, output: /o, outptu: /x}} | inboxes.a.outptu is no setting.",
        "{a: {path: /a, output: /o, settle: 2}} | inboxes.a.settle is '2'.",
        "{a: {path: /a, output: /o, after: keep it}} | inboxes.a.after is 'keep it'.",
        "{a: {path: /a, output: /o, pattern: '*.{csv'}} | inboxes.a.pattern is '*.{csv'.",
        "{a: {path: /a, output: /a}} | puts files into the folder that it watches",
        "{a: {path: /a, output: /o, done: /d, failed: /d}} | one folder for done and failed",
        "{a: {path: /a, output: /o}, b: {path: /a, output: /p}} | watches the same folder as b.",
        "{a: {path: /a, output: /o, recursive: true}, b: {path: /a/b, output: /p}} | where the",
        "{a: {path: /a, output: /o, after: leave}} | is leave, but inputs are moved",
        "{a: {path: /a, output: /o, claim: ledger, after: keep 3d}} | inboxes.a.after is keep 3d",
        "{a: {path: /a, output: /o, claim: ledger, done: /d}} | inboxes.a.done names a folder",
        "{a: {path: /a, output: /a/o, claim: ledger}} | inboxes.a.output lies in the inbox",
        "{a: {path: /a, output: /o, claim: ledger, work: /a/w}} | inboxes.a.work lies in the",
        "{a: {path: /a, output: /o, marker: done}} | inboxes.a.marker is 'done'.",
        "{a: {path: /a, output: /o, on_failed: sh -c x}} | which is no list, no address",
        "{a: {path: /a, output: /o, on_failed: []}} | inboxes.a.on_failed names no program.",
        "{a: {path: /a, output: /o, on_failed: [bin/x]}} | by a relative path.",
        "{a: {path: /a, output: /o, on_failed: [x, '-o={outptu}']}} | holds {outptu}, which is",
        "{a: {path: /a, output: /o, on_failed: 'http://'}} | is no valid address.",
        "{a: {path: /a, output: /o, on_failed: 'direct:a?b'}} | which no route can be called.",
        "{a/b: {path: /a, output: /o}} | 'a/b' is no name for an inbox.",
        "{a: 1} | the inbox a is no map.",
        "[a] | inboxes is no map of names to settings.",
      })
  void what_is_wrong_is_refused_with_its_place(String text, String message) {
    rig.user("inboxes: " + text + "\n");

    assertThatThrownBy(this::inboxes)
        .hasMessageContaining(rig.userFile() + ":1:")
        .hasMessageContaining(message);
  }

  @Test
  void an_inbox_that_leaves_its_files_has_its_folders_elsewhere() {
    rig.user("inboxes: {a: {path: /a, output: /x, claim: ledger, after: leave}}\n");

    InboxSettings inbox = inboxes().get(0);
    assertThat(inbox.leavesFiles()).isTrue();
    assertThat(inbox.work()).isEqualTo(rig.home.resolve(".logflow/work/a"));
    assertThat(inbox.failed()).isEqualTo(rig.home.resolve(".logflow/work/a/failed"));
    assertThat(inbox.after()).isEqualTo(new After(true, Optional.empty()));

    Map<String, Object> flags = Map.of("output", "/o", "claim", "ledger");
    InboxSettings first = rig.loader().build().inbox(Path.of("/data/in"), flags);
    InboxSettings second = rig.loader().build().inbox(Path.of("/data-in"), flags);
    assertThat(first.work().getParent()).isEqualTo(rig.home.resolve(".logflow/work"));
    assertThat(first.work().getFileName().toString()).matches("data-in-[0-9a-f]{8}");
    assertThat(second.work()).isNotEqualTo(first.work());
  }

  @Test
  void a_hook_is_a_command_an_address_or_a_route() {
    rig.user(
        """
        inboxes:
          a: {path: /a, output: /x, on_published: [load, "--file={output}", 7], on_failed: direct:tell}
          b: {path: /b, output: /y, on_failed: "https://user@example.com/secret"}
        """);

    InboxSettings first = inboxes().get(0);
    assertThat(first.onPublished())
        .contains(new HookSettings(Kind.COMMAND, List.of("load", "--file={output}", "7")));
    assertThat(first.onFailed()).contains(new HookSettings(Kind.ROUTE, List.of("direct:tell")));
    HookSettings second = inboxes().get(1).onFailed().orElseThrow();
    assertThat(second.kind()).isEqualTo(Kind.WEBHOOK);
    assertThat(second.shown()).isEqualTo("example.com");
  }

  @Test
  void an_unknown_setting_names_the_nearest_and_a_project_may_hold_none() {
    rig.user("inboxes: {a: {path: /a, outptu: /x, output: /o}}\n");
    assertThatThrownBy(this::inboxes)
        .extracting("remedy")
        .asString()
        .startsWith("Did you mean output? An inbox takes path, output, profile, ");

    rig.user("").project("inboxes: {}\n");
    assertThatThrownBy(() -> rig.load()).hasMessageContaining("inboxes may not stand here.");
  }

  @Test
  void two_inboxes_have_no_folder_of_failures_or_of_work_in_common() {
    rig.user(
        "inboxes: {a: {path: /a, output: /x, failed: /f}, b: {path: /b, output: /y, failed: /f}}\n");

    assertThatThrownBy(this::inboxes)
        .hasMessageContaining("the inbox a has a folder for inputs in work, or that failed,")
        .hasMessageContaining("in common with b");
  }
}
