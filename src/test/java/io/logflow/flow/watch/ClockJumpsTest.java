package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClockJumpsTest {
  private long millis = 1_000_000_000_000L;
  private long nanos = Long.MAX_VALUE - 5;
  private final ClockJumps clock = new ClockJumps(() -> millis, () -> nanos);

  private void pass(Duration real, Duration shown) {
    nanos += real.toNanos();
    millis += shown.toMillis();
  }

  @Test
  void time_that_passes_is_no_jump() {
    pass(Duration.ofDays(3), Duration.ofDays(3));
    assertThat(clock.hasJumped()).isFalse();
    pass(Duration.ofMinutes(1), Duration.ofHours(23));
    assertThat(clock.hasJumped()).isFalse();
  }

  @Test
  void ages_are_doubted_for_a_day_after_the_clock_was_set() {
    pass(Duration.ofMinutes(1), Duration.ofDays(400));
    assertThat(clock.hasJumped()).isTrue();
    pass(Duration.ofHours(23), Duration.ofHours(23));
    assertThat(clock.hasJumped()).isTrue();
    pass(Duration.ofHours(1), Duration.ofHours(1));
    assertThat(clock.hasJumped()).isFalse();
    pass(Duration.ofMinutes(1), Duration.ofDays(-2));
    assertThat(clock.hasJumped()).isTrue();
  }
}
