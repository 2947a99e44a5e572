package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An inbox whose writers say by a marker that a file is whole. */
class WatchMarkerTest {
  @TempDir private Path folder;

  @Test
  void only_marked_files_are_taken_and_their_markers_go_with_them() throws Exception {
    try (WatchHere here = new WatchHere(folder)) {
      here.settings("marker: .done, recursive: true").start();
      here.drop("waits.csv", "a\n1\n");
      here.drop("whole.csv", "a\n2\n");
      here.drop("deep/whole.csv", "a\n3\n");
      here.drop("orphan.csv.done", "");
      here.drop("deep/whole.csv.done", "");
      here.drop("whole.csv.done", "");
      here.awaitEnded(2);

      assertThat(WatchRig.filesIn(here.inbox)).isEqualTo(Set.of("waits.csv", "orphan.csv.done"));
      assertThat(WatchRig.filesIn(here.inbox.resolve("deep"))).isEmpty();
      assertThat(here.inbox.resolve("done/deep/whole.csv")).exists();

      // The name again, and its marker later.
      here.drop("whole.csv", "a\n4\n");
      here.drop("waits.csv.done", "");
      here.awaitEnded(3);
      assertThat(here.inbox.resolve("whole.csv")).exists();
      here.drop("whole.csv.done", "");
      here.awaitEnded(4);
      assertThat(WatchRig.filesIn(here.inbox)).isEqualTo(Set.of("orphan.csv.done"));
    }
  }

  @Tag("soak")
  @Test
  void a_process_that_dies_beside_a_marker_leaves_none_for_the_next_file() throws Exception {
    WatchHere here = new WatchHere(folder);
    here.settings("marker: .done");
    List<String> points = List.of("claim-moving", "claim-moved", "marker-removing");
    for (String point : points) {
      here.drop("x.csv", "a\n" + point + "\n");
      here.drop("x.csv.done", "");
      assertThat(WatchRig.ended(here.process(point + "=halt"))).isEqualTo(137);
      Process next = here.process("");
      here.awaitEnded(points.indexOf(point) + 1);
      next.destroyForcibly().waitFor();
      assertThat(WatchRig.filesIn(here.inbox)).isEmpty();
    }
    assertThat(WatchRig.filesIn(here.inbox.resolve("done"))).hasSize(3);
  }
}
