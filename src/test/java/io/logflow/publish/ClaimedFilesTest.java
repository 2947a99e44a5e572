package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logflow.job.FileStamp;
import io.logflow.job.OutputException;
import io.logflow.publish.ClaimedFiles.Found;
import io.logflow.publish.ClaimedFiles.Move;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimedFilesTest {
  private final ClaimedFiles files = new ClaimedFiles();
  @TempDir private Path folder;
  private Path inbox;
  private Path work;

  @BeforeEach
  void makeFolders() throws Exception {
    inbox = Files.createDirectory(folder.resolve("in"));
    work = Files.createDirectory(folder.resolve("work"));
  }

  @Test
  void what_was_changed_since_it_was_chosen_stays() throws Exception {
    Move same = move("a.csv");
    Move other = move("b.csv");
    Move gone = move("c.csv");
    Files.writeString(other.source(), "longer than before");
    Files.delete(gone.source());

    assertThat(files.take(List.of(same, other, gone))).containsExactly(same);
    assertThat(same.work()).hasContent("a.csv");
    assertThat(other.source()).hasContent("longer than before");
    assertThat(names(work)).containsExactly("a.csv.input");
  }

  @Test
  void a_claim_is_found_where_its_file_is() throws Exception {
    Move move = move("a.csv");
    assertThat(files.recover(move.source(), move.work())).isEqualTo(Found.UNTOUCHED);
    assertThat(files.take(List.of(move))).hasSize(1);
    assertThat(files.recover(move.source(), move.work())).isEqualTo(Found.MOVED);
    // A later file of the same name is another input.
    Files.writeString(move.source(), "later");
    assertThat(files.recover(move.source(), move.work())).isEqualTo(Found.MOVED);
    Files.delete(move.source());
    Files.delete(move.work());
    assertThat(files.recover(move.source(), move.work())).isEqualTo(Found.GONE);
  }

  @Test
  void folders_of_one_disk_are_fine_and_nothing_stays_in_them() throws Exception {
    Disks.requireOne(work, List.of(inbox, folder.resolve("not/there/yet")));
    assertThat(names(work)).isEmpty();
    assertThat(names(inbox)).isEmpty();
  }

  @Test
  void folders_of_other_disks_are_refused() throws Exception {
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory), "there is no folder in memory");
    assumeTrue(
        !Files.getFileStore(memory).equals(Files.getFileStore(folder)), "tests run in memory");

    assertThatThrownBy(() -> Disks.requireOne(work, List.of(inbox, memory)))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("/dev/shm")
        .hasMessageContaining(" lies on another disk than " + work);
    assertThat(names(work)).isEmpty();
  }

  private Move move(String name) throws Exception {
    Path source = Files.writeString(inbox.resolve(name), name);
    return new Move(source, work.resolve(name + ".input"), FileStamp.of(source));
  }

  private static List<String> names(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
