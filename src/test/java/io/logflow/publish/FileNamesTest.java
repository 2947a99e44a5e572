package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.FittedName;
import org.junit.jupiter.api.Test;

class FileNamesTest {

  @Test
  void letters_of_every_language_stay() {
    String persian = "می\u200Cخواهم";
    assertThat(FileNames.safe("Übergröße İı 日本 👍🏽 " + persian))
        .isEqualTo("Übergröße İı 日本 👍🏽 " + persian);
  }

  @Test
  void what_moves_cursors_or_reaches_other_folders_becomes_an_underscore() {
    assertThat(FileNames.safe("a\n\u001b[31m\u202Eb/../c\\d\u0000\u0085\u2028\uD800"))
        .isEqualTo("a__[31m_b_.._c_d____");
  }

  @Test
  void extension_is_known_in_any_case_and_any_locale() {
    assertThat(FileNames.stem("LIST.TXT")).isEqualTo("LIST");
    assertThat(FileNames.stem("INGRID.ZIP")).isEqualTo("INGRID");
  }

  @Test
  void long_names_are_cut_between_characters_and_stay_different() {
    String one = FittedName.of("👍".repeat(70) + "1", ".parquet");
    String two = FittedName.of("👍".repeat(70) + "2", ".parquet");
    assertThat(one).startsWith("👍👍").endsWith(".parquet").isNotEqualTo(two);
    // 255 bytes less 8 for the suffix and 9 for the mark leave 59 characters of 4 bytes.
    assertThat(one.getBytes(UTF_8)).hasSize(59 * 4 + 9 + 8);
    assertThat(new String(one.getBytes(UTF_8), UTF_8)).isEqualTo(one);
  }

  @Test
  void name_of_the_greatest_length_is_not_cut() {
    assertThat(FittedName.of("x".repeat(247), ".parquet")).isEqualTo("x".repeat(247) + ".parquet");
    assertThat(FittedName.of("x".repeat(248), ".parquet")).hasSize(255).contains("~");
  }
}
