package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private final LogFlowException full = ErrorKind.DISK_FULL.error("It is full.", "Free it.");
  private long now = Long.MAX_VALUE - 5;
  private final Trouble trouble = new Trouble("inbox:x", () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void the_pause_grows_though_another_part_of_the_work_goes_well() {
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      trouble.report(Part.ARCHIVE, full);
      trouble.clear(Part.JOBS);
      pass(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(trouble.waits()).as("%d s", seconds).isTrue();
      pass(Duration.ofMillis(1));
      assertThat(trouble.waits()).as("%d s", seconds).isFalse();
    }
    trouble.clear(Part.ARCHIVE);
    trouble.report(Part.ARCHIVE, full);
    assertThat(trouble.millis(Part.ARCHIVE)).isEqualTo(1000);
  }

  @Test
  void a_failure_long_ago_is_forgotten() {
    trouble.report(Part.JOBS, full);
    pass(Duration.ofSeconds(2));
    trouble.report(Part.JOBS, full);
    assertThat(trouble.millis(Part.JOBS)).isEqualTo(2000);
    pass(Duration.ofMinutes(11));
    trouble.report(Part.JOBS, full);
    assertThat(trouble.millis(Part.JOBS)).isEqualTo(1000);
  }
}
