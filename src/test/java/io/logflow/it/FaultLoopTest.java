package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.flow.audit.Audit;
import io.logflow.flow.audit.AuditPlan;
import io.logflow.job.Faults;
import io.logflow.job.Faults.Kind;
import io.logflow.job.LogFlowException;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every change of a file and every statement of a run fails once, the n-th in the n-th run. A short
 * soak takes every seventh.
 */
@Tag("soak")
class FaultLoopTest {
  private static final int STRIDE = Long.getLong("logflow.soak.minutes", 1) > 1 ? 1 : 7;
  private static final int MOST = 2_000;

  @TempDir private Path folder;
  private WatchHere watch;
  private long highestFiles;

  @AfterEach
  void let_nothing_fail() {
    Arrays.stream(Kind.values()).forEach(kind -> Faults.failAt(kind, 0));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatever_fails_nothing_is_lost_and_nothing_wrong(Kind kind) throws Exception {
    watch = new WatchHere(folder.toRealPath()).settings("");
    int runs = 0;
    boolean failed = true;
    for (int turn = 1; failed && turn < MOST; turn += STRIDE) {
      failed = run(kind, turn, ++runs);
      assertSound(kind, turn, runs);
    }
    assertThat(failed).as("the last run met its fault").isFalse();
    System.out.println(runs + " runs in which one " + kind + " failed");
  }

  /** Whether what was to fail has failed. */
  private boolean run(Kind kind, int turn, int runs) throws Exception {
    Faults.failAt(kind, turn);
    watch.drop(runs + "a.csv", "id,name\n" + runs + ",x\n");
    watch.drop(runs + "b.json", "[{\"id\": " + runs + "}]");
    watch.drop(runs + "c.csv", "id,name\n" + runs + "\n");
    start();
    try {
      watch.awaitEnded(3 * runs);
    } finally {
      stop();
    }
    boolean failed = Faults.hasFailed(kind);
    Faults.failAt(kind, 0);
    return failed;
  }

  /** A start may be refused, and then comes again. */
  private void start() {
    try {
      watch.start();
    } catch (LogFlowException refused) {
      assertThat(refused.getMessage()).contains("rror");
      watch.start();
    }
  }

  /** At the end there are statements, too. */
  private void stop() {
    try {
      watch.stop();
    } catch (LogFlowException told) {
      assertThat(told.getMessage()).contains("I/O error");
    }
  }

  private void assertSound(Kind kind, int turn, int runs) throws Exception {
    String which = kind + " " + turn;
    assertThat(
            Audit.of(
                    new AuditPlan(
                        watch.inboxes(),
                        watch.database(),
                        List.of(watch.home.resolve(".logflow/tmp")),
                        Optional.empty(),
                        false,
                        true,
                        Instant.EPOCH.plusSeconds(1)))
                .violations())
        .as(which)
        .isEmpty();
    assertThat(watch.rows("SELECT status, count(*) FROM jobs GROUP BY status ORDER BY status"))
        .as(which)
        .containsExactly(List.of("completed", 2 * runs), List.of("failed", runs));
    assertThat(watch.count("SELECT max(attempt) FROM jobs")).as(which).isLessThanOrEqualTo(3);
    assertFewFilesAreOpen(which, runs);
  }

  private void assertFewFilesAreOpen(String which, int runs) {
    String[] open = new File("/proc/self/fd").list();
    if (open != null && runs <= 5) {
      highestFiles = Math.max(highestFiles, open.length);
    } else if (open != null) {
      assertThat((long) open.length).as("open files, %s", which).isLessThan(highestFiles + 10);
    }
  }
}
