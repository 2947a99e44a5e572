package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logflow.http.tls.Pinned;
import io.logflow.store.TokenScope;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SEC-21: a thousand wrong tokens a second cost less than one core. */
@Tag("soak")
class BadTokensTest {
  private static final Pattern URL = Pattern.compile("https://[^:]+:([0-9]+)");
  private static final Pattern PRINT = Pattern.compile("SHA256:[0-9A-F:]+");
  private static final int CONNECTIONS = 10;
  private static final int A_SECOND = 1000;
  private static final int SECONDS = 20;
  @TempDir private Path root;
  private final AtomicLong answers = new AtomicLong();

  @Test
  void they_do_not_keep_the_server_busy() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "no /proc");
    Path home = Files.createDirectories(root.resolve("home"));
    NetworkRig.createToken(home, "test", TokenScope.READ);
    Process process =
        CommandLineRun.start(home, root, Map.of(), "serve", "--network", "--port", "0");
    try {
      Path out = home.resolve("out.txt");
      WatchRig.await(() -> !process.isAlive() || PRINT.matcher(Files.readString(out)).find());
      Duration before = process.info().totalCpuDuration().orElseThrow();
      long begin = System.nanoTime();
      flood(Files.readString(out));
      double seconds = (System.nanoTime() - begin) / 1e9;
      Duration used = process.info().totalCpuDuration().orElseThrow().minus(before);

      System.out.printf(
          "%d wrong tokens in %.1f s took %.1f s of a core%n",
          answers.get(), seconds, used.toMillis() / 1e3);
      assertThat(answers.get()).isGreaterThan((long) (A_SECOND * SECONDS * 0.8));
      assertThat(used.toMillis() / 1e3).isLessThan(seconds);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private void flood(String out) throws InterruptedException {
    Matcher url = URL.matcher(out);
    Matcher print = PRINT.matcher(out);
    assertThat(url.find() && print.find()).isTrue();
    int port = Integer.parseInt(url.group(1));
    List<Future<?>> running = new ArrayList<>();
    ScheduledExecutorService clients = Executors.newScheduledThreadPool(CONNECTIONS);
    try {
      for (int number = 0; number < CONNECTIONS; number++) {
        Connection connection = new Connection(print.group(), port);
        running.add(
            clients.scheduleAtFixedRate(
                connection, 0, 1_000_000L * CONNECTIONS / A_SECOND, TimeUnit.MICROSECONDS));
      }
      assertThat(clients.awaitTermination(SECONDS, TimeUnit.SECONDS)).isFalse();
      assertThat(running).as("connections that failed").noneMatch(Future::isDone);
    } finally {
      clients.shutdownNow();
    }
  }

  /** Asks again and again over one connection, with a token of the right form. */
  private final class Connection implements Runnable {
    private final byte[] request =
        ("GET /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer lf_"
                + "A".repeat(43)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    private final String fingerprint;
    private final int port;
    private Socket socket;

    private Connection(String fingerprint, int port) {
      this.fingerprint = fingerprint;
      this.port = port;
    }

    @Override
    public void run() {
      try {
        if (socket == null) {
          socket = Pinned.to(fingerprint).getSocketFactory().createSocket("localhost", port);
        }
        socket.getOutputStream().write(request);
        byte[] answer = new byte[4096];
        int read = socket.getInputStream().read(answer);
        String line = new String(answer, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
        if (line.startsWith("HTTP/1.1 401 ") || line.startsWith("HTTP/1.1 429 ")) {
          answers.incrementAndGet();
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
