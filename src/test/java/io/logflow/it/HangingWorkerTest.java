package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.StateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that do not end when they are asked to. */
@Tag("soak")
class HangingWorkerTest {
  @TempDir private Path folder;

  @Test
  void an_inbox_stays_locked_while_a_worker_of_it_lives() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch heard = new CountDownLatch(1);
    try (LiveInbox inbox = new LiveInbox(folder)) {
      inbox.watch(
          line -> {
            heard.countDown();
            awaitUninterrupted(hanging);
          });
      inbox.drop("a.csv", "v\n1\n");
      assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
      inbox.stop();
      assertThatThrownBy(inbox::watch)
          .isInstanceOf(StateException.class)
          .hasMessageContaining("is watched by this process already");
      hanging.countDown();
      inbox.awaitEnded(1);
      assertThat(inbox.rows("SELECT status FROM jobs")).containsExactly(List.of("completed"));
    } finally {
      hanging.countDown();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_process_ends_within_half_a_minute_and_its_job_comes_again() throws Exception {
    WatchRig rig = new WatchRig(folder);
    Process watch = rig.start("verify=sleep:200000");
    rig.drop("a.csv", "a\n1\n");
    WatchRig.await(() -> rig.count("SELECT count(*) FROM jobs WHERE status = 'running'") == 1);
    watch.destroy();
    assertThat(watch.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(rig.home.resolve("err.txt")))
        .contains("A worker has not ended in time; its inboxes stay locked");
    Process second = rig.start("");
    try {
      rig.awaitQuiet(1);
      rig.assertSound(1);
    } finally {
      second.destroyForcibly().waitFor();
    }
  }
}
