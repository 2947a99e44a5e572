package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.settings.InboxSettings.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleRulesTest {
  @TempDir private Path folder;

  private Optional<Bundle> bundle(String written) throws Exception {
    SettingsRig rig = new SettingsRig(folder);
    rig.user("inboxes: {a: {path: /a, output: /x, " + written + "}}\n");
    return rig.loader().build().inboxes().get(0).bundle();
  }

  @Test
  void what_is_left_out_has_a_default() throws Exception {
    Bundle usual = new Bundle(Duration.ofSeconds(10), 64_000_000);
    assertThat(bundle("bundle: {}")).contains(usual);
    assertThat(bundle("bundle: {max_wait: 2m}"))
        .contains(new Bundle(Duration.ofMinutes(2), 64_000_000));
    assertThat(bundle("bundle: {max_wait: 1s, max_bytes: 1MiB}"))
        .contains(new Bundle(Duration.ofSeconds(1), 1 << 20));
    assertThat(bundle("bundle: none")).isEmpty();
    assertThat(bundle("after: keep")).isEmpty();
  }

  @Test
  void none_takes_back_what_a_lower_file_says() throws Exception {
    SettingsRig rig = new SettingsRig(folder);
    rig.system("inboxes: {a: {path: /a, output: /x, bundle: {max_wait: 1s}}}\n");
    rig.user("inboxes: {a: {bundle: none}}\n");
    assertThat(rig.loader().build().inboxes().get(0).bundle()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bundle: {wait: 1s}                | inboxes.a.bundle.wait is no setting.",
        "bundle: {max_wait: soon}          | inboxes.a.bundle.max_wait is 'soon'.",
        "bundle: {max_bytes: 10B}          | inboxes.a.bundle.max_bytes is '10B'.",
        "bundle: {max_bytes: 2GB}          | inboxes.a.bundle.max_bytes is '2GB'.",
        "bundle: 30s                       | inboxes.a.bundle is no map.",
        "bundle: {}, on_existing: replace  | inboxes.a.on_existing is replace, but a bundle",
      })
  void what_is_wrong_is_told(String written, String message) {
    assertThatThrownBy(() -> bundle(written)).hasMessageContaining(message);
  }
}
