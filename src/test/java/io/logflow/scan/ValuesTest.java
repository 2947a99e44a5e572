package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private static byte[] bytes(String text) {
    return ("7" + text + "7").getBytes(StandardCharsets.UTF_8);
  }

  private static long bigint(String text) {
    return Values.bigint(bytes(text), 1, text.length() + 1);
  }

  private static double number(String text) {
    return Values.decimalToDouble(bytes(text), 1, text.length() + 1);
  }

  @Test
  void integers_of_64_bits_are_read() {
    assertThat(bigint("0")).isZero();
    assertThat(bigint("-1")).isEqualTo(-1);
    assertThat(bigint("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(bigint("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
    assertThat(bigint("+007")).isEqualTo(7);
    assertThat(bigint("1234567890123456789")).isEqualTo(1_234_567_890_123_456_789L);
    assertThat(bigint("-0000000000000000007")).isEqualTo(-7);
    String[] tooLarge = {"9223372036854775808", "-9223372036854775809", "9999999999999999999"};
    for (String bad : tooLarge) {
      assertThatThrownBy(() -> bigint(bad)).as(bad).isInstanceOf(NumberFormatException.class);
      assertThatThrownBy(() -> bigint("-" + bad.replace("-", "") + "9"))
          .isInstanceOf(NumberFormatException.class);
    }
    for (String bad : new String[] {"", "-", "+", "1a", "123456789012345678a", "1.0"}) {
      assertThatThrownBy(() -> bigint(bad)).as(bad).isInstanceOf(NumberFormatException.class);
    }
  }

  @Test
  void doubles_are_the_nearest_ones() {
    Random random = new Random(20);
    for (int i = 0; i < 200_000; i++) {
      String text =
          new BigDecimal(
                  java.math.BigInteger.valueOf(random.nextLong() >> random.nextInt(63)),
                  random.nextInt(25))
              .toPlainString();
      double expected = Double.parseDouble(text);
      if (Double.compare(number(text), expected) != 0) {
        assertThat(number(text)).as(text).isEqualTo(expected);
      }
    }
    assertThat(number("-0.0")).isEqualTo(-0.0).matches(zero -> 1 / zero < 0);
    assertThat(number("1.5e3")).isEqualTo(1500);
    assertThat(number(".5")).isEqualTo(0.5);
    assertThat(number("+2.5")).isEqualTo(2.5);
  }

  @Test
  void decimals_keep_every_digit_or_fail() {
    byte[] text = bytes("-12.50");
    assertThat(Values.decimal(text, 1, 7, 2)).isEqualTo(new BigDecimal("-12.50"));
    assertThat(Values.decimal(text, 1, 7, 1)).isEqualTo(new BigDecimal("-12.5"));
    assertThatThrownBy(() -> Values.decimal(text, 1, 7, 0)).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void booleans_are_true_and_false_in_any_case() {
    for (String word : new String[] {"true", "TRUE", "True", "tRuE"}) {
      assertThat(Values.boolCode(bytes(word), 1, 5)).as(word).isEqualTo(1);
    }
    assertThat(Values.boolCode(bytes("FALSE"), 1, 6)).isZero();
    for (String word :
        new String[] {"t", "yes", "1", "tru", "truee", "fals", "TR\u0015E", "T2UE"}) {
      assertThat(Values.boolCode(bytes(word), 1, word.length() + 1)).as(word).isEqualTo(-1);
    }
    assertThat(Values.bool(bytes("FALSE"), 1, 6)).isFalse();
    assertThatThrownBy(() -> Values.bool(bytes("yes"), 1, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
