package io.logflow.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "512B, 512",
    "64KB, 64000",
    "64kb, 64000",
    "64KiB, 65536",
    "128MB, 128000000",
    "128 MB, 128000000",
    "128MiB, 134217728",
    "128mib, 134217728",
    "4GB, 4000000000",
    "4GiB, 4294967296",
    "1.5GB, 1500000000",
    "0.5KiB, 512",
    "2TB, 2000000000000",
    "1TiB, 1099511627776",
  })
  void sizes(String text, long bytes) {
    assertThat(Sizes.parse(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MB",
        "-1MB",
        "128M",
        "4G",
        "1.5B",
        "1e3",
        "1,5GB",
        "128XB",
        "0x10",
        "9999999999TB",
        "١MB",
        "128MİB"
      })
  void no_sizes(String text) {
    assertThat(Sizes.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "2s, PT2S",
    "5m, PT5M",
    "12h, PT12H",
    "30d, PT720H",
    "0s, PT0S",
    "1 d, PT24H"
  })
  void durations(String text, Duration duration) {
    assertThat(Durations.parse(text)).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "d", "1.5h", "-1s", "1w", "30D", "P1D"})
  void no_durations(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1000, true",
    "0, 1, 1000, false",
    "100, 100, 1000, true",
    "100, 101, 1000, false",
    "1%, 10, 1000, true",
    "1%, 11, 1000, false",
    "0.5 %, 5, 1000, true",
    "0.5%, 6, 1000, false",
    "100%, 1000, 1000, true",
  })
  void reject_limits(String text, long rejected, long read, boolean allowed) {
    assertThat(RejectLimits.parse(text).orElseThrow().allows(rejected, read)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "-1", "101%", "100.1%", "1.5", "all", "1e3"})
  void no_reject_limits(String text) {
    assertThat(RejectLimits.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a, a, 0",
    "kitten, sitting, 3",
    "ab, ba, 1",
    "abc, '', 3",
    "compresion, compression, 1"
  })
  void distances(String left, String right, int distance) {
    assertThat(Nearest.distance(left, right)).isEqualTo(distance);
    assertThat(Nearest.distance(right, left)).isEqualTo(distance);
  }
}
