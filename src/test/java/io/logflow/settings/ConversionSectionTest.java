package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Codec;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.ConversionOptions.Numbers;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.ConversionOptions.QuotedEmpty;
import io.logflow.job.OnExisting;
import io.logflow.job.RejectLimit;
import io.logflow.job.TableOptions;
import io.logflow.job.ValueForms;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionSectionTest {
  private static final String EVERYTHING =
      """
      conversion:
        compression: gzip
        compression_level: 9
        row_group_size: 16MiB
        batch_size: 100
        delimiter: "||"
        quote: "'"
        escape: \\
        header: false
        encoding: windows-1252
        null_values: [NA]
        quoted_empty: null
        date_order: mdy
        timestamp_format: dd.MM.yyyy HH:mm
        timezone: Asia/Kathmandu
        numbers: decimal
        offsets: column
        types: {"*": varchar, amount: "decimal(12, 2)", "Grüße": timestamptz_ns}
        max_rejects: 0.5%
        max_record_size: 1MB
        max_columns: 7
        on_existing: version
        output_name: "{name}-{date}"
        verify: full
      """;

  @TempDir Path root;

  @Test
  void every_setting_arrives() {
    Settings settings = new SettingsRig(root).user(EVERYTHING).load();

    assertThat(settings.conversion()).isEqualTo(everything());
    assertThat(settings.verifiesFully()).isTrue();
  }

  @Test
  void the_default_locale_changes_nothing() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr-TR"));
    try {
      SettingsRig rig = new SettingsRig(root).user(EVERYTHING);
      Settings settings = rig.loader().environment(Map.of("LOGFLOW_TIMEZONE", "UTC")).load();

      assertThat(settings.conversion().compression()).isEqualTo(Codec.GZIP);
      assertThat(settings.conversion().timezone()).contains(ZoneId.of("UTC"));
      assertThat(settings.conversion().types()).containsEntry("amount", "DECIMAL(12,2)");
      assertThat(settings.conversion().rowGroupBytes()).isEqualTo(16_777_216);
      assertThat(rig.loader().flag("on_existing", OnExisting.FAIL).load().conversion().onExisting())
          .isEqualTo(OnExisting.FAIL);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static ConversionOptions everything() {
    return new ConversionOptions(
        Codec.GZIP,
        Optional.of(9),
        16_777_216,
        100,
        List.of(),
        Optional.of("||"),
        Optional.of('\''),
        Optional.of('\\'),
        Optional.of(false),
        TableOptions.AUTO,
        Optional.of(Charset.forName("windows-1252")),
        List.of("NA"),
        QuotedEmpty.NULL,
        Optional.of(DateOrder.MDY),
        Optional.of("dd.MM.yyyy HH:mm"),
        Optional.of(ZoneId.of("Asia/Kathmandu")),
        Numbers.DECIMAL,
        Offsets.COLUMN,
        Map.of("*", "VARCHAR", "amount", "DECIMAL(12,2)", "Grüße", "TIMESTAMPTZ_NS"),
        RejectLimit.ofPercent(0.5),
        1_000_000,
        7,
        OnExisting.VERSION,
        "{name}-{date}",
        true,
        ValueForms.DEFAULT,
        ConversionOptions.OnBadEncoding.REJECT);
  }

  @ParameterizedTest
  @CsvSource({"tab", "TAB", "'\\t'", "'\t'"})
  void a_tab_has_several_spellings(String written) {
    SettingsLoader.Builder loader = new SettingsRig(root).loader().flag("delimiter", written);

    assertThat(loader.load().conversion().delimiter()).contains("\t");
  }

  @Test
  void none_means_that_there_is_no_such_character() {
    SettingsLoader.Builder loader = new SettingsRig(root).loader();
    loader.flag("quote", "none").flag("escape", "none");

    assertThat(loader.load().conversion().quote()).contains('\0');
    assertThat(loader.load().conversion().escape()).contains('\0');
  }

  @Test
  void encodings_are_known_by_any_of_their_names() {
    SettingsLoader.Builder loader = new SettingsRig(root).loader().flag("encoding", "utf8");

    assertThat(loader.load().conversion().charset()).contains(StandardCharsets.UTF_8);
  }

  @Test
  void a_level_does_not_disturb_a_codec_that_has_none() {
    SettingsLoader.Builder loader = new SettingsRig(root).loader().flag("compression_level", 19);

    assertThat(loader.load().conversion().compressionLevel()).isEmpty();
    assertThat(loader.flag("compression", "zstd").load().conversion().compressionLevel())
        .contains(19);
  }

  @Test
  void paths_begin_at_home_or_at_the_file_that_names_them() {
    SettingsRig rig = new SettingsRig(root);
    rig.user("storage: {database: ~/data/state.db, cache_dir: ../cache}\nengine: {temp_dir: ~}\n");
    SettingsLoader.Builder loader = rig.loader();

    assertThat(loader.load().storage().database()).isEqualTo(rig.home.resolve("data/state.db"));
    assertThat(loader.load().storage().cacheDir()).isEqualTo(rig.home.resolve("cache"));
    assertThat(loader.load().engine().tempDir()).isEqualTo(rig.home);
    assertThat(loader.flag("database", "state.db").load().storage().database())
        .isEqualTo(rig.project.resolve("state.db"));
  }
}
