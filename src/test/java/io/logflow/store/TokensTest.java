package io.logflow.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-06: tokens on record. */
class TokensTest {
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  @TempDir private Path folder;
  private StateStore store;
  private Tokens tokens;

  @BeforeEach
  void open() {
    store = StateStore.open(folder.resolve("logflow.db"));
    tokens = at(NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Tokens at(Instant time) {
    return new Tokens(store, Clock.fixed(time, ZoneOffset.UTC));
  }

  @Test
  void a_token_has_256_random_bits_and_its_scope() {
    String first = tokens.create("one", TokenScope.READ, Optional.empty());
    String second = tokens.create("two", TokenScope.ADMIN, Optional.empty());

    assertThat(first).matches("lf_[A-Za-z0-9_-]{43}").isNotEqualTo(second);
    assertThat(tokens.scopeOf(first)).contains(TokenScope.READ);
    assertThat(tokens.scopeOf(second)).contains(TokenScope.ADMIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lf_", "right", "lf_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void another_text_is_none(String text) {
    tokens.create("one", TokenScope.ADMIN, Optional.empty());

    assertThat(tokens.scopeOf(text)).isEmpty();
  }

  @Test
  void its_hash_is_no_token() throws Exception {
    tokens.create("one", TokenScope.ADMIN, Optional.empty());
    String digest =
        (String) Database.rows(store.database(), "SELECT digest FROM tokens").get(0).get(0);

    assertThat(tokens.scopeOf(digest)).isEmpty();
    assertThat(tokens.scopeOf("lf_" + digest.substring(0, 43))).isEmpty();
  }

  @Test
  void the_token_itself_is_in_no_file() throws Exception {
    String token = tokens.create("one", TokenScope.ADMIN, Optional.empty());

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList())
          .hasSizeGreaterThanOrEqualTo(2)
          .noneMatch(file -> holds(file, token.substring("lf_".length())));
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, ISO_8859_1).contains(text);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void an_expired_one_is_none() {
    String token = tokens.create("one", TokenScope.WRITE, Optional.of(Duration.ofDays(90)));

    assertThat(at(Instant.parse("2027-02-22T11:59:59Z")).scopeOf(token)).isPresent();
    assertThat(at(Instant.parse("2027-02-22T12:00:00Z")).scopeOf(token)).isEmpty();
    assertThat(tokens.anyValid()).isTrue();
    assertThat(at(Instant.parse("2027-02-22T12:00:00Z")).anyValid()).isFalse();
    assertThat(at(Instant.parse("2027-02-22T12:00:00Z")).list())
        .singleElement()
        .matches(Tokens.Token::expired);
  }

  @Test
  void a_revoked_one_is_none_and_its_name_is_free() {
    String token = tokens.create("one", TokenScope.WRITE, Optional.empty());

    assertThat(tokens.revoke("one")).isTrue();

    assertThat(tokens.scopeOf(token)).isEmpty();
    assertThat(tokens.revoke("one")).isFalse();
    assertThat(tokens.create("one", TokenScope.READ, Optional.empty())).isNotEqualTo(token);
  }

  @Test
  void a_name_is_given_once() {
    tokens.create("one", TokenScope.READ, Optional.empty());

    assertThatThrownBy(() -> tokens.create("one", TokenScope.ADMIN, Optional.empty()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'one' already");
    assertThat(tokens.list()).singleElement().matches(it -> it.scope() == TokenScope.READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", "a b", "a/b", "ü", "a\nb"})
  void a_name_is_plain(String name) {
    assertThatThrownBy(() -> tokens.create(name, TokenScope.READ, Optional.empty()))
        .isInstanceOf(ConfigurationException.class);
  }
}
