package io.logflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalHashTest {
  @Test
  void numbers_of_up_to_15_digits_are_equal_as_double_and_as_decimal() {
    Random random = new Random(15);
    for (int i = 0; i < 200_000; i++) {
      long digits = random.nextLong() % 1_000_000_000_000_000L >> random.nextInt(50);
      BigDecimal value = new BigDecimal(BigInteger.valueOf(digits), random.nextInt(40) - 10);
      long expected = CanonicalHash.ofDecimal(value);
      if (CanonicalHash.ofDouble(value.doubleValue()) != expected) {
        assertThat(CanonicalHash.ofDouble(value.doubleValue())).as("%s", value).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.30000000000000004",
        "9007199254740991",
        "1.7976931348623157E308",
        "123456.78901234567",
        "4.35E22"
      })
  void longer_numbers_that_a_double_gives_back_are_equal_too(String text) {
    assertThat(CanonicalHash.ofDouble(Double.parseDouble(text)))
        .isEqualTo(CanonicalHash.ofDecimal(new BigDecimal(text)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, -1.5, 5189.82, 1e300, 123456789012345.0, 2.5e-9})
  void neighbouring_doubles_differ(double value) {
    assertThat(CanonicalHash.ofDouble(Math.nextUp(value)))
        .isNotEqualTo(CanonicalHash.ofDouble(value))
        .isNotEqualTo(CanonicalHash.ofDouble(Math.nextUp(Math.nextUp(value))));
  }

  @Test
  void zero_and_minus_zero_differ_as_doubles_alone() {
    assertThat(CanonicalHash.ofDouble(0.0))
        .isEqualTo(CanonicalHash.ofLong(0))
        .isEqualTo(CanonicalHash.ofDecimal(new BigDecimal("0.00")))
        .isNotEqualTo(CanonicalHash.ofDouble(-0.0));
  }

  @Test
  void decimal_of_a_double_has_the_digits_that_people_write() {
    assertThat(CanonicalText.ofDouble(0.1)).isEqualTo("0.1");
    assertThat(CanonicalText.ofDouble(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(CanonicalText.ofDouble(2500)).isEqualTo("2500");
    assertThat(CanonicalText.ofDouble(-0.0)).isEqualTo("-0");
    assertThat(CanonicalText.ofDouble(Double.NaN)).isEqualTo("NaN");
    assertThat(CanonicalText.ofDouble(1e300)).isEqualTo("1E+300");
  }
}
