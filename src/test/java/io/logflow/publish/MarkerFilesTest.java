package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.publish.MarkerFiles.Marker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkerFilesTest {
  @TempDir private Path folder;
  private final MarkerFiles files = new MarkerFiles();
  private Path input;
  private Path marker;

  @BeforeEach
  void find() {
    input = folder.resolve("x.csv");
    marker = folder.resolve("x.csv.done");
  }

  private Marker found() {
    return MarkerFiles.of(input, ".done").orElseThrow();
  }

  private static void touch(Path file, long seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1000));
  }

  @Test
  void a_marker_goes_unless_it_was_written_anew() throws IOException {
    assertThat(MarkerFiles.of(input, ".done")).isEmpty();
    Files.createFile(marker);
    Marker seen = found();
    touch(marker, 1_000);
    files.remove(List.of(seen));
    assertThat(marker).exists();

    files.remove(List.of(found()));
    assertThat(marker).doesNotExist();
    files.remove(List.of(seen));
  }

  @Test
  void what_a_dead_process_left_goes_unless_a_later_input_has_it() throws IOException {
    Files.createFile(marker);
    files.removeLeft(input, ".done");
    assertThat(marker).doesNotExist();
    files.removeLeft(input, ".done");

    touch(Files.createFile(marker), 1_000);
    touch(Files.createFile(input), 1_001);
    files.removeLeft(input, ".done");
    assertThat(marker).doesNotExist();

    touch(Files.createFile(marker), 1_002);
    files.removeLeft(input, ".done");
    assertThat(marker).exists();
  }
}
