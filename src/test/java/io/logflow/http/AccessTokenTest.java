package io.logflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SEC-05 and SEC-06: the token in its file. */
class AccessTokenTest {
  @TempDir private Path folder;

  @Test
  void the_first_start_makes_one_that_only_its_owner_can_read() throws Exception {
    Path file = folder.resolve("home/.logflow/token");

    AccessToken made = AccessToken.at(file);
    String text = Files.readString(file).strip();

    assertThat(text).matches("lf_[A-Za-z0-9_-]{43}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(made.matches(text)).isTrue();
    assertThat(made.matches(text + "x")).isFalse();
    assertThat(made.matches("")).isFalse();
    assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void later_starts_take_the_same() throws Exception {
    Path file = folder.resolve("token");
    AccessToken.at(file);
    String text = Files.readString(file).strip();

    assertThat(AccessToken.at(file).matches(text)).isTrue();
  }

  @Test
  void one_that_others_can_read_is_none() throws Exception {
    Path file = folder.resolve("token");
    AccessToken.at(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> AccessToken.at(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("may be read by others");
  }

  @Test
  void a_link_and_an_empty_file_are_none() throws Exception {
    Path file = folder.resolve("token");
    AccessToken.at(file);
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Path empty =
        Files.createFile(
            folder.resolve("empty"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

    assertThatThrownBy(() -> AccessToken.at(link)).isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(() -> AccessToken.at(empty)).hasMessageContaining("holds none");
  }
}
