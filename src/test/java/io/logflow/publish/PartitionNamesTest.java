package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionNamesTest {

  /** What DuckDB 2.0 writes for these values with PARTITION_BY. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DE|k=DE/",
        "00123|k=00123/",
        "''|k=/",
        "../x|k=..%2Fx/",
        "a b|k=a%20b/",
        "😀|k=%F0%9F%98%80/",
        "50%|k=50%25/",
        "a=b|k=a%3Db/",
        "__HIVE_DEFAULT_PARTITION__|k=%5F_HIVE_DEFAULT_PARTITION__/",
      })
  void values_are_encoded_as_other_programs_do(String value, String path) {
    assertThat(new PartitionNames(0).path(List.of("k"), List.of(Optional.of(value))))
        .isEqualTo(path);
  }

  @Test
  void null_is_no_text() {
    assertThat(new PartitionNames(0).path(List.of("k"), List.of(Optional.empty())))
        .isEqualTo("k=__HIVE_DEFAULT_PARTITION__/");
  }

  @Test
  void no_byte_of_a_name_has_a_meaning_for_a_file_system() {
    String name = path(new PartitionNames(0), "\0\\:*?\"<>|\n.");
    assertThat(name).isEqualTo("k=%00%5C%3A%2A%3F%22%3C%3E%7C%0A%2E/");
  }

  @Test
  void names_that_differ_in_case_only_stay_two_on_every_file_system() {
    PartitionNames names = new PartitionNames(0);
    assertThat(path(names, "DE")).isEqualTo("k=DE/");
    assertThat(path(names, "de")).isEqualTo("k=%64%65/");
    assertThat(path(names, "De")).isEqualTo("k=%44%65/");
    assertThat(path(names, "DE")).isEqualTo("k=DE/");
  }

  @Test
  void the_same_value_below_another_folder_is_another_folder() {
    PartitionNames names = new PartitionNames(0);
    List<String> columns = List.of("a", "b c");
    assertThat(names.path(columns, List.of(Optional.of("x"), Optional.of("y"))))
        .isEqualTo("a=x/b%20c=y/");
    assertThat(names.path(columns, List.of(Optional.of("z"), Optional.of("Y"))))
        .isEqualTo("a=z/b%20c=Y/");
  }

  @Test
  void a_value_too_long_for_a_name_is_an_error_that_names_its_column() {
    assertThatThrownBy(() -> path(new PartitionNames(0), "é".repeat(50)))
        .hasMessageContaining("column 'k'")
        .hasMessageContaining("302 bytes");
  }

  private static String path(PartitionNames names, String value) {
    return names.path(List.of("k"), List.of(Optional.of(value)));
  }
}
