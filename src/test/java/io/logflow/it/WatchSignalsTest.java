package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that ends too slowly for somebody is asked once more. */
@Tag("soak")
class WatchSignalsTest {
  /** Ten times the aim, and less than the fifteen seconds that jobs get which do not stop. */
  private static final Duration FORCED = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"encode", "verify", "publish-linked"})
  void a_second_signal_ends_it_at_once_and_nothing_is_lost(String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "a\n1\n");
    rig.drop("b.csv", "a\n2\n");
    Path never = folder.resolve("never");
    Process watch = rig.start(point + "=until:" + never);
    try {
      WatchRig.await(() -> Files.exists(folder.resolve("never.reached")));
      watch.destroy();
      long first = System.nanoTime();
      while (!watch.waitFor(100, TimeUnit.MILLISECONDS)) {
        watch.destroy();
        assertThat(Duration.ofNanos(System.nanoTime() - first)).isLessThan(FORCED);
      }
    } finally {
      watch.destroyForcibly();
    }
    assertThat(watch.exitValue()).isEqualTo(143);
    assertThat(rig.count("SELECT count(*) FROM jobs WHERE status = 'running'")).isEqualTo(2);

    Process second = rig.start("");
    try {
      rig.awaitQuiet(2);
    } finally {
      second.destroyForcibly().waitFor();
    }
    rig.assertSound(2);
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }
}
