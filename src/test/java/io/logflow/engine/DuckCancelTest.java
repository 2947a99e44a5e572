package io.logflow.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.CancelledException;
import io.logflow.job.ColumnType;
import io.logflow.job.Control;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckCancelTest {
  private static final int ROWS = 2_000_000;

  @TempDir Path folder;
  private DuckCase given;

  @BeforeEach
  void write_many_rows() throws IOException {
    given = new DuckCase(folder);
    given.column("a", ColumnType.BIGINT).column("b", ColumnType.VARCHAR);
    Path file = folder.resolve("in.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("a,b\n");
      for (int row = 0; row < ROWS; row++) {
        out.write(row + ",some text of some length and no more than that " + row % 7 + "\n");
      }
    }
    given.input(file, List.of("a", "b"), List.of(0, 1), ROWS, "UTF-8");
  }

  @Test
  void stops_within_a_second_and_leaves_nothing() throws IOException {
    Stopping stopping = new Stopping(true);
    given.control = stopping;
    assertThatThrownBy(() -> DuckDbEngineTest.convert(given))
        .isInstanceOf(CancelledException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - stopping.askedAt.get()))
        .isLessThan(Duration.ofSeconds(1));
    assertThat(given.output()).doesNotExist();
    assertThat(given.leftovers()).isEmpty();
    assertThat(stopping.action.get()).isEmpty();
  }

  @Test
  void does_not_start_when_asked_to_stop_before() {
    Stopping stopping = new Stopping(true);
    stopping.asked.set(true);
    given.control = stopping;
    assertThatThrownBy(() -> DuckDbEngineTest.convert(given))
        .isInstanceOf(CancelledException.class);
    assertThat(given.output()).doesNotExist();
  }

  @Test
  void tells_how_far_it_is() {
    Stopping watching = new Stopping(false);
    given.control = watching;
    assertThat(DuckDbEngineTest.convert(given).engine()).isEqualTo("duckdb");
    assertThat(watching.rows).isSorted().endsWith((long) ROWS).hasSizeGreaterThan(1);
  }

  /** Asks to stop at the first sign of progress. */
  private static final class Stopping implements Control {
    final AtomicBoolean asked = new AtomicBoolean();
    final AtomicLong askedAt = new AtomicLong();
    final AtomicReference<Optional<Runnable>> action = new AtomicReference<>(Optional.empty());
    final List<Long> rows = new CopyOnWriteArrayList<>();
    final boolean stops;

    Stopping(boolean stops) {
      this.stops = stops;
    }

    @Override
    public boolean cancelled() {
      return asked.get();
    }

    @Override
    public AutoCloseable onCancel(Runnable added) {
      action.set(Optional.of(added));
      return () -> action.set(Optional.empty());
    }

    @Override
    public void progress(String stage, long bytes, long done) {
      assertThat(stage).isEqualTo("convert");
      rows.add(done);
      if (stops && !asked.getAndSet(true)) {
        askedAt.set(System.nanoTime());
        action.get().ifPresent(Runnable::run);
      }
    }
  }
}
