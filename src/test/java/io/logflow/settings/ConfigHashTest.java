package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigHashTest {
  /** Taken with {@code sha256sum} over the text that {@link ConfigHash} documents. */
  private static final String OF_DEFAULTS =
      "de3126c92760d82b5bbf6ec5af3dc515033e7105a73fcfe94c66a32056510cd1";

  @TempDir Path root;
  private SettingsRig rig;

  @BeforeEach
  void makeRig() {
    rig = new SettingsRig(root);
  }

  @Test
  void the_defaults_always_have_this_hash() {
    assertThat(rig.load().configHash()).isEqualTo(OF_DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "delimiter=;",
        "quote=none",
        "escape=none",
        "header=true",
        "encoding=utf-8",
        "null_values=NA",
        "quoted_empty=text",
        "date_order=dmy",
        "timestamp_format=yyyy",
        "timezone=UTC",
        "numbers=decimal",
        "offsets=column",
        "conversion.types.a=VARCHAR",
        "max_rejects=1",
        "max_record_size=1MB",
        "max_columns=5",
        "compression=zstd",
        "output_kind=dataset",
        "sort_by=a",
        "partition_by=a",
        "max_file_size=1MB",
      })
  void what_changes_the_content_changes_the_hash(String key, String value) {
    assertThat(rig.loader().flag(key, value).load().configHash()).isNotEqualTo(OF_DEFAULTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "engine=avro",
        "threads=2",
        "memory_limit=1GB",
        "batch_size=1",
        "row_group_size=1MB",
        "output_name=x",
        "on_existing=replace",
        "verify=full",
        "compression_level=3",
        "max_record_size=64000KB",
        "conversion.max_rejects=00",
      })
  void what_leaves_the_content_alone_leaves_the_hash_alone(String key, String value) {
    assertThat(rig.loader().flag(key, value).load().configHash()).isEqualTo(OF_DEFAULTS);
  }

  @Test
  void the_order_of_names_does_not_count_and_no_value_looks_like_two() {
    assertThat(hash("null_values", "a,b")).isEqualTo(hash("null_values", "b,a"));
    assertThat(hash("types", "a=DATE,b=TIME")).isEqualTo(hash("types", "b=TIME,a=DATE"));
    assertThat(hash("null_values", "ab")).isNotEqualTo(hash("null_values", "a,b"));
    assertThat(hash("null_values", "a,1:b")).isNotEqualTo(hash("null_values", "a1:b"));
  }

  private String hash(String key, String value) {
    return rig.loader().flag(key, value).load().configHash();
  }
}
