package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counter that other tests trust. */
class CsvRowsCountTest {

  private static OptionalInt count(String text) {
    return CsvRowsCount.of(text.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1,2\n3,4",
        "a,b\n1,2\n3,4\n",
        "a;b\r\n1;2\r\n3;4\r\n",
        "a\tb\r1\t2\r3\t4\r",
        "a,b\n\"1\n,\"\"\",2\n3,\"\"",
        "a\n1\n2\n",
        "a,b\n\n1,2\n",
        "\uFEFFa|b\n1|2\nxy|3\n"
      })
  void three_records_and_blank_lines_of_a_rectangle_are_counted(String text) {
    assertThat(count(text)).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\n1\n",
        "a,b\n\"1,2\n",
        "a,b\n1\"x,2\n",
        "a,b\n\"1\"x,2\n",
        "a,b\n\"1\\\"\",2\n",
        "a,b\nx\ry,2\n"
      })
  void what_is_no_rectangle_is_not_counted(String text) {
    assertThat(count(text)).isEmpty();
  }
}
