package io.logflow.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** SEC-07: the names that a certificate is made for are those under which the server is reached. */
class ListenersTest {
  @Test
  void on_one_address_it_is_that_and_what_is_configured() {
    assertThat(Listeners.names("192.0.2.5", List.of("etl.example.org")).list())
        .containsExactly("192.0.2.5", "etl.example.org");
    assertThat(Listeners.names("[2001:db8::5]", List.of()).list())
        .containsExactly("2001:db8:0:0:0:0:0:5");
  }

  @Test
  void on_loopback_it_is_this_machine_by_its_own_names_for_itself() {
    assertThat(Listeners.names("localhost", List.of()).list())
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void on_every_address_all_of_them_are_there() {
    assertThat(Listeners.names("0.0.0.0", List.of()).list())
        .contains("localhost", "127.0.0.1")
        .containsAll(
            Listeners.reachable().stream()
                .filter(address -> address instanceof java.net.Inet4Address)
                .map(address -> address.getHostAddress())
                .toList());
  }
}
