package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Faults;
import io.logflow.job.Faults.Kind;
import io.logflow.parquet.ManifestTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * While a part is added that widens a dataset, the n-th change of a file or the n-th statement
 * fails; added once more, its rows are there once.
 */
class DatasetFaultTest extends DatasetRig {
  private static final int MOST = 500;
  private static final int PRIME = 11;
  private Path out;

  @Override
  Path out() {
    return out;
  }

  @AfterEach
  void let_nothing_fail() {
    for (Kind kind : Kind.values()) {
      Faults.failAt(kind, 0);
    }
  }

  @Test
  void whatever_fails_rows_come_once() throws Exception {
    for (Kind kind : Kind.values()) {
      failEach(kind, PRIME);
    }
  }

  @Tag("soak")
  @Test
  void whatever_fails_rows_come_once_at_every_step() throws Exception {
    for (Kind kind : Kind.values()) {
      failEach(kind, 1);
    }
  }

  private void failEach(Kind kind, int stride) throws Exception {
    boolean failed = true;
    for (int turn = 1; failed && turn < MOST; turn += stride) {
      failed = fails(kind, turn);
    }
    assertThat(failed).as("the last run met its fault").isFalse();
  }

  /** Whether what was to fail has failed. */
  private boolean fails(Kind kind, int turn) throws Exception {
    out = session.home().resolve("out-" + kind + "-" + turn);
    String at = kind + " " + turn;
    assertThat(tryToAdd("a.csv", "n\n1\n")).as(at).isZero();
    assertThat(tryToAdd("b.csv", "n\n2\n")).as(at).isZero();

    Faults.failAt(kind, turn);
    int exit = tryToAdd("c.csv", "n\n0.5\n");
    boolean failed = Faults.hasFailed(kind);
    Faults.failAt(kind, 0);
    assertThat(failed || exit == 0).as("%s: %s", at, session.err()).isTrue();

    int again = tryToAdd("c.csv", "n\n0.5\n");
    assertThat(again).as("%s: %s", at, session.err()).isIn(0, 7);
    assertThat(ManifestTruth.check(out).rows()).as(at).isEqualTo(3);
    assertThat(query("SELECT n FROM read_parquet('" + out + "/*.parquet') ORDER BY n"))
        .as(at)
        .isEqualTo(List.of("0.5", "1.0", "2.0"));
    assertThat(changes()).as(at).isEmpty();
    return failed;
  }

  /** What a widening has left. What a job has staged stays where it could not be removed. */
  private List<Path> changes() throws IOException {
    try (Stream<Path> all = Files.walk(out.resolve("_logflow"))) {
      return all.filter(
              file -> file.toString().matches("(?s).+\\.(swap|barrier|wide|\\d{5})\\.tmp"))
          .toList();
    }
  }
}
