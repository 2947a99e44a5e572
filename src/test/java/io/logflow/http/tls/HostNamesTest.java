package io.logflow.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-02: the names of a server in the network. */
class HostNamesTest {
  private final HostNames names =
      HostNames.of(List.of("etl.example.org", "*.lab.example.org", "192.0.2.7", "2001:db8::7"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "etl.example.org",
        "ETL.Example.org",
        "a.lab.example.org",
        "192.0.2.7",
        "2001:db8::7",
        "2001:DB8:0:0:0:0:0:7"
      })
  void those_of_the_certificate_are_its_own(String host) {
    assertThat(names.holds(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "x.etl.example.org",
        "lab.example.org",
        "a.b.lab.example.org",
        ".lab.example.org",
        "192.0.2.77",
        "192.0.2.7.nip.io",
        "2001:db8::8",
        "::ffff:192.0.2.7",
        "localhost",
        ""
      })
  void others_are_not(String host) {
    assertThat(names.holds(host)).isFalse();
  }

  @Test
  void an_example_is_a_name_that_others_know() {
    assertThat(names.example()).isEqualTo("logflow.lab.example.org");
    assertThat(HostNames.of(List.of("localhost", "127.0.0.1", "etl-1")).example())
        .isEqualTo("etl-1");
    assertThat(HostNames.of(List.of("::1", "localhost")).example()).isEqualTo("localhost");
    assertThat(HostNames.of(List.of("::1")).example()).isEqualTo("0:0:0:0:0:0:0:1");
  }
}
