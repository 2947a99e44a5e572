package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logflow.store.TokenScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SEC-01: on which ports a serving process listens, as the kernel tells it. */
class ServePortsTest {
  private static final Pattern URL = Pattern.compile("(https?)://[^:]+:([0-9]+)");
  private static final String LISTENING = "0A";

  /** 127.0.0.1, the same as an address of version 6, and ::1, in words of the machine's order. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  @TempDir private Path root;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/net/tcp")), "no /proc");
    home = Files.createDirectories(root.resolve("home"));
  }

  @Test
  void with_network_only_the_port_of_tls() throws Exception {
    NetworkRig.createToken(home, "test", TokenScope.READ);

    Set<String> places = listening("https", "--network");

    assertThat(places).hasSize(1);
    assertThat(out()).contains("--cacert", "SHA256:", "$LOGFLOW_TOKEN");
  }

  @Test
  void without_it_only_loopback() throws Exception {
    assertThat(listening("http"))
        .isNotEmpty()
        .allMatch(place -> LOOPBACK.contains(place.substring(0, place.indexOf(':'))));
  }

  @Test
  void without_a_token_it_ends_with_exit_code_2() throws Exception {
    CommandLineRun run = CommandLineRun.of(home, root, "serve", "--network", "--port", "0");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("logflow token create");
  }

  private String out() throws IOException {
    return Files.readString(home.resolve("out.txt"));
  }

  private String hex() {
    try {
      return String.format("%04X", port());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private int port() throws IOException {
    Matcher url = URL.matcher(out());
    assertThat(url.find()).isTrue();
    return Integer.parseInt(url.group(2));
  }

  private Set<String> listening(String scheme, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
    arguments.addAll(List.of(options));
    Process process = CommandLineRun.start(home, root, Map.of(), arguments.toArray(String[]::new));
    try {
      WatchRig.await(() -> !process.isAlive() || out().contains("/api/v1/jobs"));
      assertThat(out()).contains(scheme + "://");
      Set<String> places = places(process.pid());
      assertThat(places).allMatch(place -> place.endsWith(":" + hex()));
      return places;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Set<String> places(long process) throws IOException {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/" + process + "/fd"))) {
      for (Path one : open.toList()) {
        sockets.add(Files.readSymbolicLink(one).toString());
      }
    }
    Set<String> places = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/" + process + "/net/" + table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields[3].equals(LISTENING) && sockets.contains("socket:[" + fields[9] + "]")) {
          places.add(fields[1]);
        }
      }
    }
    return places;
  }
}
