package io.logflow.flow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.http.Refused;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of the machine a client can have converted (SEC-09, SEC-10). */
class AllowedFilesTest {
  private static final int TURNS = 3000;

  @TempDir private Path folder;
  private Path root;
  private Path secret;
  private AllowedFiles files;

  @BeforeEach
  void folders() throws IOException {
    root = Files.createDirectories(folder.resolve("root"));
    secret = Files.createDirectories(folder.resolve("secret"));
    Files.writeString(secret.resolve("a.csv"), "secret");
    files = new AllowedFiles(List.of(root, folder.resolve("not-there")));
  }

  private String copied(Path file, int number) throws IOException {
    Path to = folder.resolve("copy-" + number);
    files.copy(file.toString(), to, bytes -> {});
    return Files.readString(to);
  }

  @Test
  void a_file_below_a_root_is_copied_however_deep_it_lies() throws IOException {
    Path deep = Files.createDirectories(root.resolve("a/b/c"));
    Files.writeString(deep.resolve("x.csv"), "x");
    Files.writeString(root.resolve("y.csv"), "y");
    Files.createSymbolicLink(root.resolve("inside.csv"), root.resolve("y.csv"));

    assertThat(copied(deep.resolve("x.csv"), 1)).isEqualTo("x");
    assertThat(copied(root.resolve("y.csv"), 2)).isEqualTo("y");
    assertThat(copied(root.resolve("inside.csv"), 3)).isEqualTo("y");
  }

  @Test
  void nothing_else_is() throws IOException {
    Files.createSymbolicLink(root.resolve("out.csv"), secret.resolve("a.csv"));
    Files.createSymbolicLink(root.resolve("out"), secret);
    List<String> others =
        List.of(
            secret.resolve("a.csv").toString(),
            root + "/../secret/a.csv",
            root.resolve("out.csv").toString(),
            root.resolve("out/a.csv").toString(),
            root.toString(),
            root.resolve("none.csv").toString(),
            "root/y.csv",
            "\0",
            "/dev/zero",
            "http://localhost/");

    assertThat(others)
        .allSatisfy(
            text ->
                assertThatThrownBy(() -> files.copy(text, folder.resolve("no"), bytes -> {}))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("There is no such file"));
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Test
  void a_folder_that_is_swapped_for_a_link_leads_nowhere() throws Exception {
    Path inner = Files.createDirectories(root.resolve("inner"));
    Files.writeString(inner.resolve("a.csv"), "mine");
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Void> swapping =
        CompletableFuture.runAsync(() -> swap(inner, root.resolve("aside"), ended));
    int read = 0;
    int refused = 0;
    for (int turn = 0; turn < TURNS; turn++) {
      try {
        assertThat(copied(inner.resolve("a.csv"), turn)).isEqualTo("mine");
        read++;
      } catch (Refused e) {
        refused++;
      }
    }
    ended.set(true);
    swapping.join();

    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  /** Puts a link to the secret folder into a folder's place and back, all the time. */
  private void swap(Path inner, Path aside, AtomicBoolean ended) {
    try {
      while (!ended.get()) {
        Files.move(inner, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.createSymbolicLink(inner, secret);
        Files.delete(inner);
        Files.move(aside, inner, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (AtomicMoveNotSupportedException e) {
      throw new IllegalStateException("both are in one folder", e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
