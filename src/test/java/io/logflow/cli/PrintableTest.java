package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "orders.csv", "Größe 12 €", "注文", "naïve \"x\" \\n", "👍", "ışık"})
  void ordinary_text_stays(String text) {
    assertThat(Printable.text(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x08, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200E,
        0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xE000, 0xD800, 0xDC00
      })
  void what_steers_hides_or_turns_is_shown_as_its_code_point(int point) {
    String raw = "a" + new String(Character.toChars(point)) + "b";

    assertThat(Printable.text(raw)).isEqualTo("a\\u%04Xb".formatted(point));
  }

  @Test
  void code_points_beyond_the_basic_plane_have_eight_digits() {
    assertThat(Printable.text(new StringBuilder("x").appendCodePoint(0xE0041).toString()))
        .isEqualTo("x\\U000E0041");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "999,999 B",
    "1000,1.0 KB",
    "1500,1.5 KB",
    "999949,999.9 KB",
    "999950,1.0 MB",
    "1000000,1.0 MB",
    "2500000000,2.5 GB",
    "9223372036854775807,9.2 EB"
  })
  void sizes_have_units(long bytes, String expected) {
    assertThat(Figures.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 ms",
    "999,999 ms",
    "1000,1.0 s",
    "59999,59.9 s",
    "60000,1 min 00 s",
    "3599999,59 min 59 s",
    "3600000,1 h 00 min",
    "90061000,25 h 01 min"
  })
  void time_spans_have_units(long millis, String expected) {
    assertThat(Figures.duration(millis)).isEqualTo(expected);
  }
}
