package io.logflow.flow.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlingTest {
  @TempDir private Path folder;
  private final Set<Path> written = new HashSet<>();
  private long now = Long.MAX_VALUE - 1;
  private Settling settling;

  @BeforeEach
  void settle() {
    settling = settling("*");
  }

  private Settling settling(String pattern) {
    InboxSettings inbox =
        SettingsLoader.builder(folder)
            .build()
            .inbox(folder, Map.of("output", "/o", "settle", "2s", "pattern", pattern));
    return new Settling(inbox, () -> now, () -> written);
  }

  private void pass(Duration time) {
    settling.endRound(true);
    now += time.toNanos();
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "a");
  }

  @Test
  void a_file_is_taken_when_it_has_stayed_the_same_for_long_enough() throws IOException {
    Path file = file("a.csv");
    assertThat(settling.accepts(file)).isFalse();
    pass(Duration.ofMillis(1900));
    assertThat(settling.accepts(file)).isFalse();
    pass(Duration.ofMillis(100));
    assertThat(settling.accepts(file)).isTrue();
  }

  @Test
  void where_writers_leave_markers_a_file_waits_for_its_own_and_none_is_taken_itself()
      throws IOException {
    InboxSettings inbox =
        SettingsLoader.builder(folder)
            .build()
            .inbox(folder, Map.of("output", "/o", "settle", "2s", "marker", ".done"));
    settling = new Settling(inbox, () -> now, () -> written);
    Path file = file("a.csv");
    Path other = file("b.csv");
    Files.createSymbolicLink(folder.resolve("b.csv.done"), file);
    for (int round = 1; round <= 2; round++) {
      assertThat(settling.accepts(file)).isFalse();
      assertThat(settling.accepts(other)).isFalse();
      pass(Duration.ofSeconds(3));
    }
    Path marker = file("a.csv.done");
    assertThat(settling.accepts(file)).isTrue();
    assertThat(settling.accepts(marker)).isFalse();
    pass(Duration.ofSeconds(3));
    assertThat(settling.accepts(marker)).isFalse();
  }

  @Test
  void a_change_of_size_or_time_begins_anew() throws IOException {
    Path file = file("a.csv");
    settling.accepts(file);
    pass(Duration.ofSeconds(3));
    Files.writeString(file, "ab");
    assertThat(settling.accepts(file)).isFalse();
    pass(Duration.ofSeconds(3));
    Files.setLastModifiedTime(file, FileTime.fromMillis(Long.MAX_VALUE / 2_000_000));
    assertThat(settling.accepts(file)).isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(settling.accepts(file)).isTrue();
  }

  @Test
  void a_file_that_is_being_written_waits_until_that_has_ended() throws IOException {
    Path file = file("a.csv");
    written.add(file);
    settling.accepts(file);
    pass(Duration.ofSeconds(3));
    assertThat(settling.accepts(file)).isFalse();
    written.clear();
    pass(Duration.ofSeconds(1));
    assertThat(settling.accepts(file)).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(settling.accepts(file)).isTrue();
  }

  @Test
  void a_round_that_was_cut_short_forgets_nothing() throws IOException {
    Path file = file("a.csv");
    settling.accepts(file);
    settling.endRound(true);
    settling.endRound(false);
    now += Duration.ofSeconds(2).toNanos();
    assertThat(settling.accepts(file)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {".a.csv", "a.csv.part", "a.CSV.TMP", "a.csv~", "a.crdownload", "a.txt"})
  void unfinished_and_unwanted_names_are_left_alone(String name) throws IOException {
    settling = settling("*.{csv,part,tmp,csv~,crdownload}");
    Path file = file(name);
    settling.accepts(file);
    pass(Duration.ofSeconds(3));
    assertThat(settling.accepts(file)).isFalse();
  }

  @Test
  void links_and_folders_are_no_files() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("l.csv"), file("a.csv"));
    Path inner = Files.createDirectory(folder.resolve("b.csv"));
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), folder);
    for (int round = 1; round <= 2; round++) {
      assertThat(settling.accepts(link)).isFalse();
      assertThat(settling.accepts(inner)).isFalse();
      assertThat(settling.enters(loop)).isFalse();
      pass(Duration.ofSeconds(3));
    }
    assertThat(settling.enters(inner)).isTrue();
    assertThat(settling.enters(folder.resolve("done"))).isFalse();
    assertThat(settling.enters(folder.resolve(".logflow"))).isFalse();
  }

  @Test
  void one_that_was_taken_and_is_still_there_waits_before_it_is_taken_again() throws IOException {
    Path file = file("a.csv");
    settling.accepts(file);
    pass(Duration.ofSeconds(2));
    assertThat(settling.accepts(file)).isTrue();
    pass(Duration.ofSeconds(5));
    assertThat(settling.accepts(file)).isFalse();
    pass(Duration.ofSeconds(7));
    assertThat(settling.accepts(file)).isTrue();
    // Another file of the same name has nothing to wait for but its own time.
    Files.writeString(file, "another");
    pass(Duration.ofMillis(1));
    assertThat(settling.accepts(file)).isFalse();
    pass(Duration.ofSeconds(2));
    assertThat(settling.accepts(file)).isTrue();
  }
}
