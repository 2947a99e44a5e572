package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {
  @TempDir private Path root;
  private Session session;

  @BeforeEach
  void open() throws Exception {
    session = new Session(root);
  }

  @Test
  void a_token_is_printed_alone_and_never_again() throws Exception {
    assertThat(session.run("token", "create", "ci", "--scope", "write", "--expires", "90d"))
        .isZero();
    String token = session.out().strip();

    assertThat(token).matches("lf_[A-Za-z0-9_-]{43}");
    assertThat(session.err()).contains("only its hash is stored").doesNotContain(token);
    session.run("token", "list");
    assertThat(session.out()).contains("ci", "write").doesNotContain(token);
    session.run("token", "list", "--json");
    assertThat(session.out())
        .contains("\"name\" : \"ci\"", "\"scope\" : \"write\"", "\"expired\" : false")
        .doesNotContain(token, "digest");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session.database())))
        .isEqualTo("rw-------");
  }

  @Test
  void json_holds_the_token_once() {
    session.run("token", "create", "ci", "--scope", "read", "--json");

    assertThat(session.out()).containsPattern("\"token\" : \"lf_[A-Za-z0-9_-]{43}\"");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void a_revoked_token_is_gone() {
    session.run("token", "create", "ci", "--scope", "read");

    assertThat(session.run("token", "revoke", "ci")).isZero();

    session.run("token");
    assertThat(session.out()).contains("No tokens.");
    assertThat(session.run("token", "revoke", "ci")).isEqualTo(2);
    assertThat(session.err()).contains("There is no token 'ci'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0d", "-1d", "tomorrow", "90", "999999999d"})
  void an_end_that_is_none_is_refused(String expires) {
    assertThat(session.run("token", "create", "ci", "--scope", "read", "--expires=" + expires))
        .isEqualTo(2);
    assertThat(session.err()).contains(expires);
    session.run("token", "list");
    assertThat(session.out()).contains("No tokens.");
  }

  @Test
  void a_scope_is_one_of_three_and_must_be_given() {
    assertThat(session.run("token", "create", "ci", "--scope", "root")).isEqualTo(2);
    assertThat(session.err()).contains("read, write or admin");
    assertThat(session.run("token", "create", "ci")).isEqualTo(2);
    assertThat(session.err()).contains("--scope");
  }
}
