package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that somebody writes to, replaces or removes after they were claimed. */
@Tag("soak")
class WatchedInputChangesTest {
  private static final String OLD = "a\n1\n";
  private static final String NEW = "a\n2\n3\n";
  @TempDir private Path folder;

  private enum Change {
    WRITE {
      @Override
      void make(Path file, Path other) throws IOException {
        Files.writeString(file, NEW);
      }
    },
    REPLACE {
      @Override
      void make(Path file, Path other) throws IOException {
        Files.move(Files.writeString(other, NEW), file, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    DELETE {
      @Override
      void make(Path file, Path other) throws IOException {
        Files.delete(file);
      }
    };

    abstract void make(Path file, Path other) throws IOException;
  }

  @ParameterizedTest
  @CsvSource({
    "ledger, taken, WRITE, completed, 2",
    "ledger, taken, REPLACE, completed, 2",
    "ledger, taken, DELETE, failed, ",
    "ledger, verify, WRITE, completed, 2",
    "ledger, verify, REPLACE, completed, 2",
    "ledger, verify, DELETE, completed, 1",
    "rename, taken, WRITE, completed, 2",
    "rename, taken, REPLACE, completed, 2",
    "rename, taken, DELETE, failed, ",
    "rename, verify, WRITE, completed, 2",
    "rename, verify, REPLACE, completed, 2",
    "rename, verify, DELETE, completed, 1",
  })
  void the_output_is_of_what_was_there_and_never_of_a_part(
      String claim, String point, Change change, String status, Integer rows) throws Exception {
    WatchHere here = new WatchHere(folder);
    here.settings("claim: " + claim);
    here.drop("x.csv", OLD);
    Process watch = here.process(point + "@1=sleep:3000");
    try {
      WatchHere.await(() -> running(here) && (point.equals("taken") || converted(here)));
      Path work = Path.of((String) here.rows("SELECT work_path FROM jobs").get(0).get(0));
      change.make(work, folder.resolve("other"));
      here.awaitEnded(1);
      // A look or two later: it does not come a second time.
      here.drop("last.csv", "a\n99\n");
      here.awaitEnded(2);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(here.rows("SELECT status FROM jobs WHERE original_name = 'x.csv'"))
        .containsExactly(List.of(status));
    if (rows == null) {
      assertThat(here.rows("SELECT error_kind FROM jobs WHERE status = 'failed'"))
          .containsExactly(List.of("input_not_found"));
      assertThat(WatchRig.filesIn(here.output)).hasSize(1);
    } else {
      assertThat(here.rows("SELECT row_count, attempt FROM jobs WHERE original_name = 'x.csv'"))
          .containsExactly(List.of(rows, 1));
      assertThat(WatchRig.filesIn(here.output)).hasSize(2);
    }
  }

  @Test
  void one_that_grew_before_it_was_read_is_done_also_where_its_process_died() throws Exception {
    WatchHere here = new WatchHere(folder);
    here.settings("");
    here.drop("x.csv", OLD);
    Process dying = here.process("taken@1=sleep:3000,published=halt");
    WatchHere.await(() -> running(here));
    Path work = Path.of((String) here.rows("SELECT work_path FROM jobs").get(0).get(0));
    Files.writeString(work, NEW);
    assertThat(WatchRig.ended(dying)).isEqualTo(137);
    Process next = here.process("");
    try {
      here.awaitEnded(1);
    } finally {
      next.destroyForcibly().waitFor();
    }
    assertThat(here.rows("SELECT status, row_count, input_size FROM jobs"))
        .containsExactly(List.of("completed", 2, NEW.length()));
    assertThat(here.inbox.resolve("done/x.csv")).hasContent(NEW);
  }

  /** Whether an output is whole and waits for its verification. */
  private static boolean converted(WatchHere here) throws Exception {
    Path staging = here.output.resolve("_logflow/staging");
    if (!Files.isDirectory(staging)) {
      return false;
    }
    try (Stream<Path> all = Files.list(staging)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 8 && bytes[bytes.length - 1] == '1' && bytes[0] == 'P') {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean running(WatchHere here) throws Exception {
    return Files.exists(here.database())
        && !here.rows("SELECT 1 FROM sqlite_master WHERE name = 'known_files'").isEmpty()
        && here.count("SELECT count(*) FROM jobs WHERE status = 'running'") == 1;
  }
}
