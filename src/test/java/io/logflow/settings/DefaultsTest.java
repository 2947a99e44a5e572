package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Codec;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.Numbers;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.ConversionOptions.QuotedEmpty;
import io.logflow.job.OnExisting;
import io.logflow.job.RejectLimit;
import io.logflow.job.TableOptions;
import io.logflow.job.ValueForms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultsTest {
  private static final String ALL =
      """
      use=none
      engine.default=auto
      engine.duckdb_from=64MB
      engine.memory_limit=auto
      engine.threads=0
      engine.temp_dir=auto
      engine.temp_reserve=256MB
      engine.max_unpacked_size=20GB
      engine.max_unpacked_ratio=200
      engine.max_zstd_window=128MiB
      engine.max_job_time=none
      conversion.compression=snappy
      conversion.compression_level=auto
      conversion.row_group_size=128MB
      conversion.batch_size=8192
      conversion.bloom_filters=[]
      conversion.output_kind=file
      conversion.sort_by=[]
      conversion.partition_by=[]
      conversion.max_file_size=none
      conversion.delimiter=auto
      conversion.quote=auto
      conversion.escape=auto
      conversion.header=auto
      conversion.header_rows=auto
      conversion.skip_lines=auto
      conversion.footer_lines=auto
      conversion.comment=auto
      conversion.column_starts=auto
      conversion.ragged_rows=reject
      conversion.encoding=auto
      conversion.on_bad_encoding=reject
      conversion.null_values=[]
      conversion.quoted_empty=auto
      conversion.date_order=auto
      conversion.timestamp_format=auto
      conversion.two_digit_years=1969
      conversion.timezone=none
      conversion.numbers=auto
      conversion.decimal_separator=auto
      conversion.thousands_separator=auto
      conversion.number_marks=[]
      conversion.boolean_words=[]
      conversion.offsets=utc
      conversion.types={}
      conversion.max_rejects=0
      conversion.max_record_size=64MB
      conversion.max_columns=20000
      conversion.on_existing=fail
      conversion.output_name={name}
      conversion.verify=footer
      schema.mode=auto
      plugins.quality.enabled=true
      plugins.quality.null_threshold=0.5
      plugins.process_mining.enabled=false
      plugins.process_mining.auto_detect=true
      plugins.process_mining.case_id=auto
      plugins.process_mining.activity=auto
      plugins.process_mining.timestamp=auto
      watch.max_pending=10000
      watch.min_free=1GB
      watch.hook_timeout=30s
      watch.hook_attempts=150
      watch.routes=none
      server.port=8080
      server.host=localhost
      server.network=false
      server.hosts=[]
      server.cert=none
      server.key=none
      server.max_upload_size=500MB
      server.max_uploads=64
      server.results_dir=auto
      server.results_retention=7d
      server.uploads_retention=1d
      server.allowed_roots=[]
      server.v1_deprecated=none
      server.v1_sunset=none
      server.v1_guide=
      server.cors_origins=[]
      storage.database=HOME/.logflow/logflow.db
      storage.jobs_retention=30d
      storage.cache_dir=HOME/.logflow/cache
      logging.file=false
      logging.level=info
      telemetry.enabled=false
      telemetry.endpoint=
      """;

  @TempDir Path root;

  @Test
  void names_and_defaults_are_these() {
    SettingsRig rig = new SettingsRig(root);

    List<String> lines =
        rig.load().entries().stream().map(entry -> entry.key() + "=" + entry.value()).toList();

    assertThat(lines)
        .containsExactlyElementsOf(ALL.replace("HOME", rig.home.toString()).lines().toList());
  }

  @Test
  void conversion_options_are_typed() {
    assertThat(new SettingsRig(root).load().conversion())
        .isEqualTo(
            new ConversionOptions(
                Codec.SNAPPY,
                Optional.empty(),
                128_000_000,
                8192,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TableOptions.AUTO,
                Optional.empty(),
                List.of(),
                QuotedEmpty.AUTO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Numbers.AUTO,
                Offsets.UTC,
                Map.of(),
                RejectLimit.NONE,
                64_000_000,
                20_000,
                OnExisting.FAIL,
                "{name}",
                false,
                ValueForms.DEFAULT,
                ConversionOptions.OnBadEncoding.REJECT));
  }

  @Test
  void other_sections_are_typed_and_auto_is_resolved() {
    SettingsRig rig = new SettingsRig(root);
    Settings settings = rig.load();
    Path logflow = rig.home.resolve(".logflow");

    assertThat(settings.engine().defaultEngine()).isEqualTo("auto");
    assertThat(settings.engine().duckdbFromBytes()).isEqualTo(64_000_000);
    assertThat(settings.engine().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(settings.engine().memoryLimitBytes()).isBetween(1L, 4_000_000_000L);
    assertThat(settings.engine().tempDir()).isEqualTo(logflow.resolve("tmp"));
    assertThat(settings.storage())
        .isEqualTo(
            new StorageSettings(
                logflow.resolve("logflow.db"), Duration.ofDays(30), logflow.resolve("cache")));
    assertThat(settings.logging()).isEqualTo(new LoggingSettings(Optional.empty(), "info"));
    assertThat(settings.schemaMode()).isEqualTo("free");
    assertThat(settings.verifiesFully()).isFalse();
    assertThat(settings.profile()).isEmpty();
  }

  @Test
  void only_settings_without_secrets_and_paths_are_recorded() {
    assertThat(new SettingsRig(root).load().publicConfig().keySet())
        .contains("conversion.compression", "schema.mode", "engine.default", "engine.threads")
        .allMatch(key -> key.matches("(conversion|schema|engine)\\..*"))
        .doesNotContain("engine.temp_dir");
  }

  @Test
  void no_name_stands_for_two_settings() {
    List<String> variables = new ArrayList<>();
    List<String> shortNames = new ArrayList<>();
    for (Key key : Keys.ALL) {
      variables.add(key.variable());
      key.shortName().ifPresent(shortNames::add);
      key.shortName().map(Key::variable).ifPresent(variables::add);
    }

    assertThat(shortNames).doesNotHaveDuplicates();
    assertThat(variables).doesNotHaveDuplicates();
    assertThat(variables).doesNotContainAnyElementsOf(Environment.RESERVED);
  }
}
