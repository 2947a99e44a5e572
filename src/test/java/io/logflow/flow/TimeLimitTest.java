package io.logflow.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.CancelledException;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final LiveControl wished = new LiveControl((stage, bytes, rows) -> {});
  private final Control limit = new TimeLimit(wished, Duration.ofSeconds(90), "a.csv", now::get);

  private void pass(long seconds) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private void work(long seconds) {
    limit.working(true);
    pass(seconds);
    limit.working(false);
  }

  @Test
  void time_in_all_stages_counts_and_none_between_them() {
    pass(1000);
    work(50);
    pass(1000);
    work(40);
    pass(1000);
    limit.check();
    limit.working(true);
    assertThat(limit.cancelled()).isFalse();
    pass(1);
    assertThat(limit.cancelled()).isTrue();
    assertThatThrownBy(limit::check)
        .isInstanceOfSatisfying(
            LogFlowException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.TIMEOUT);
              assertThat(e)
                  .hasMessage(
                      "The conversion of a.csv takes longer than 90s, which is what"
                          + " engine.max_job_time allows.");
              assertThat(e.remedy()).contains("--set engine.max_job_time=3m");
            });
  }

  @Test
  void a_wish_to_stop_is_no_matter_of_time() {
    work(1000);
    wished.cancel();
    assertThatThrownBy(limit::check).isInstanceOf(CancelledException.class);
  }
}
