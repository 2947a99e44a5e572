package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that watches is killed at one point of the commit protocol, and another goes on. */
class WatchKillTest {
  private static final int KILLED = 137;
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claim-moved",
        "publish-linked",
        "archive-linked",
      })
  void each_input_is_converted_once(String point) throws Exception {
    convertOnce(point);
  }

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "recorded-claimed",
        "recorded-moved@2",
        "recorded-finishes",
        "claim-moving@2",
        "verify@2",
        "published",
        "taken",
        "recorded-names",
        "publish-flushed",
        "publish-durable",
        "recorded-archived",
      })
  void each_input_is_converted_once_at_other_points_too(String point) throws Exception {
    convertOnce(point);
  }

  private void convertOnce(String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "id,name\n1,x\n2,y\n");
    rig.drop("b.csv", "id,name\n3,x\n");
    rig.drop("c.csv", "id,name\n4,x\n");

    assertThat(WatchRig.ended(rig.start(point + "=halt"))).isEqualTo(KILLED);
    // Of the same name as one that may be in work by now: neither may replace the other.
    String name = Files.exists(rig.inbox.resolve("b.csv")) ? "b2.csv" : "b.csv";
    rig.drop(name, "id,name\n5,x\n");
    Process second = rig.start("");
    try {
      rig.awaitQuiet(4);
      rig.assertSound(4);
    } finally {
      second.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"recover-claim", "recover-running"})
  void a_recovery_that_is_killed_is_repeated(String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "id,name\n1,x\n2,y\n");
    String first = point.equals("recover-claim") ? "claim-moved" : "publish-linked";

    assertThat(WatchRig.ended(rig.start(first + "=halt"))).isEqualTo(KILLED);
    assertThat(WatchRig.ended(rig.start(point + "=halt"))).isEqualTo(KILLED);
    Process third = rig.start("");
    try {
      rig.awaitQuiet(1);
      rig.assertSound(1);
    } finally {
      third.destroyForcibly();
    }
    assertThat(Files.readString(rig.home.resolve("err.txt"))).doesNotContain("Exception");
  }

  @Test
  void an_interrupted_job_of_an_inbox_that_rested_goes_on_when_it_does() throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "id,name\n1,x\n2,y\n");
    assertThat(WatchRig.ended(rig.start("taken=halt"))).isEqualTo(KILLED);
    assertThat(CommandLineRun.of(rig.home, folder, "pause").exitCode()).isZero();
    Process second = rig.start("");
    try {
      WatchRig.await(() -> rig.count("SELECT count(*) FROM jobs WHERE status = 'pending'") == 1);
      // The workers have found nothing to do by the time that a whole process has come and gone.
      assertThat(CommandLineRun.of(rig.home, folder, "jobs", "list").exitCode()).isZero();
      assertThat(CommandLineRun.of(rig.home, folder, "resume").exitCode()).isZero();
      rig.awaitQuiet(1);
      rig.assertSound(1);
    } finally {
      second.destroyForcibly();
    }
  }
}
