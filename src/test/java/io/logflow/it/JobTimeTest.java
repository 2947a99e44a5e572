package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.Control;
import io.logflow.job.ConversionException;
import io.logflow.job.ErrorKind;
import io.logflow.job.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code engine.max_job_time} by every door. */
class JobTimeTest {
  private static final Duration LIMIT = Duration.ofMillis(500);
  @TempDir private Path folder;

  @Tag("soak")
  @ParameterizedTest
  @ValueSource(strings = {"arrow", "avro", "duckdb"})
  void an_engine_stops_and_nothing_of_its_output_stays(String engine) throws Exception {
    Path input = Files.writeString(folder.resolve("a.csv"), "id,name\n1,x\n2,y\n");
    Path out = Files.createDirectory(folder.resolve("out"));
    try (Workbench bench = new Workbench(folder)) {
      Request request =
          Request.of(input)
              .to(out)
              .set("engine.default", engine)
              .set("engine.max_job_time", LIMIT.toMillis() + "ms")
              .build();
      assertThatThrownBy(() -> bench.logflow().convert(request, new Slow()))
          .isInstanceOfSatisfying(
              ConversionException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TIMEOUT))
          .hasMessageContaining("a.csv takes longer than 500ms");
    }
    assertThat(out).isEmptyDirectory();
    assertThat(folder.resolve("home/.logflow/tmp"))
        .satisfiesAnyOf(
            temp -> assertThat(temp).doesNotExist(), temp -> assertThat(temp).isEmptyDirectory());
  }

  @Test
  void the_command_line_tells_it_with_an_exit_code_of_its_own() throws Exception {
    Files.writeString(folder.resolve("a.csv"), "id,name\n1,x\n2,y\n");
    Path home = Files.createDirectory(folder.resolve("home"));
    CommandLineRun run =
        CommandLineRun.of(home, folder, "convert", "a.csv", "--set", "max_job_time=1ms");
    assertThat(run.exitCode()).isEqualTo(14);
    assertThat(run.err())
        .contains("error: The conversion of a.csv takes longer than 1ms")
        .contains("--set engine.max_job_time=2ms");
    assertThat(folder.resolve("a.parquet")).doesNotExist();
    assertThat(folder.resolve("_logflow")).doesNotExist();
  }

  @Test
  void an_input_of_an_inbox_goes_to_failed_with_a_report() throws Exception {
    try (WatchHere watch = new WatchHere(folder)) {
      watch.settings("", "engine: {max_job_time: 1ms}").start();
      watch.drop("a.csv", "id,name\n1,x\n2,y\n");
      watch.awaitEnded(1);
      assertThat(watch.rows("SELECT status, error_kind, attempt FROM jobs"))
          .containsExactly(List.of("failed", "timeout", 1));
      assertThat(Files.readString(watch.inbox.resolve("failed/a.csv.error.json")))
          .contains("\"timeout\"")
          .contains("--set engine.max_job_time=2ms");
      assertThat(watch.output.resolve("_logflow")).doesNotExist();
    }
  }

  @Tag("soak")
  @Test
  void others_of_its_group_do_not_wait_with_it() throws Exception {
    WatchRig rig = new WatchRig(folder);
    for (int number = 0; number < 20; number++) {
      rig.drop("a" + number + ".csv", "id\n" + number + "\n");
    }
    Process watch = rig.start("verify@7=sleep:15500", "--set", "engine.max_job_time=15s");
    try {
      rig.awaitQuiet(20);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(rig.rows("SELECT status, count(*) FROM jobs GROUP BY status ORDER BY status"))
        .containsExactly(List.of("completed", 19), List.of("failed", 1));
    Doctor.findsNothing(rig, folder.resolve("doctor"), "--full");
  }

  /** Lets whoever tells how far it is in the conversion wait until the time is over. */
  private static final class Slow implements Control {
    private final long begin = System.nanoTime();

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public AutoCloseable onCancel(Runnable action) {
      return () -> {};
    }

    @Override
    public void progress(String stage, long bytes, long rows) {
      if (stage.equals("encode") || stage.equals("convert")) {
        long end = begin + LIMIT.plusMillis(1500).toNanos();
        while (System.nanoTime() < end) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
      }
    }
  }
}
