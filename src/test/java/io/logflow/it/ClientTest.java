package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.LogFlowClient;
import io.logflow.client.RemoteJob;
import io.logflow.client.Watcher;
import io.logflow.job.ConfigurationException;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Sha256;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client of a running service, over connections that may be cut. */
class ClientTest {
  private static final int ROWS = 200_000;
  @TempDir private static Path root;
  private static ServiceRig rig;
  @TempDir private Path folder;
  private Path output;

  @BeforeAll
  static void serve() {
    rig = new ServiceRig(root, Map.of());
  }

  @AfterAll
  static void end() {
    rig.close();
  }

  @BeforeEach
  void name() {
    output = folder.resolve("out/big.parquet");
  }

  private static LogFlowClient client(int port) throws IOException {
    return LogFlowClient.at(URI.create("http://localhost:" + port)).token(rig.token()).build();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Random figures, so that the output is large, too. */
  private Path big(long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("n,x\n");
    for (int row = 0; row < ROWS; row++) {
      text.append(row).append(',').append(random.nextLong()).append('\n');
    }
    return write("big.csv", text.toString());
  }

  private void isResultOf(RemoteJob job) throws Exception {
    byte[] result = rig.bytes(rig.request("/api/v1/job/" + job.id() + "/result")).body();
    assertThat(output).hasBinaryContent(result);
    try (Stream<Path> files = Files.list(output.getParent())) {
      assertThat(files).containsExactly(output);
    }
  }

  @Test
  void a_file_is_converted_and_comes_back() throws Exception {
    Path input = write("a.csv", "a,b\n1,x\n2,y\n");
    AtomicLong moved = new AtomicLong();
    Watcher watcher =
        new Watcher() {
          @Override
          public void moved(String stage, long bytes, long total) {
            moved.set(stage.equals("upload") ? bytes : moved.get());
          }
        };

    RemoteJob job =
        client(rig.port())
            .convert(
                input, output, Map.of("compression", "zstd"), Optional.empty(), false, watcher);

    assertThat(job.status()).isEqualTo("completed");
    assertThat(job.number("row_count")).hasValue(2);
    assertThat(job.text("original_name")).contains("a.csv");
    assertThat(job.text("input_sha256")).contains(Sha256.of(input));
    assertThat(moved).hasValue(Files.size(input));
    isResultOf(job);
    assertThat(rig.rows("SELECT id FROM uploads")).isEmpty();
  }

  @Test
  void an_upload_goes_on_where_it_was_cut() throws Exception {
    Path input = big(1);
    try (CuttingProxy proxy =
        new CuttingProxy(rig.port(), 3, Files.size(input) / 5, Long.MAX_VALUE)) {
      RemoteJob job = client(proxy.port()).convert(input, output);

      assertThat(proxy.cuts).hasValue(3);
      assertThat(proxy.sent.get()).isLessThan(Files.size(input) * 3 / 2);
      assertThat(job.text("input_sha256")).contains(Sha256.of(input));
      assertThat(job.number("row_count")).hasValue(ROWS);
      isResultOf(job);
    }
  }

  @Test
  void a_download_goes_on_where_it_was_cut() throws Exception {
    Path input = big(2);
    try (CuttingProxy proxy = new CuttingProxy(rig.port(), 3, Long.MAX_VALUE, 300_000)) {
      RemoteJob job = client(proxy.port()).convert(input, output);

      assertThat(proxy.cuts).hasValue(3);
      assertThat(Files.size(output)).isGreaterThan(1_000_000);
      assertThat(proxy.received.get()).isLessThan(Files.size(output) * 3 / 2 + 1_000_000);
      isResultOf(job);
    }
  }

  @Test
  void an_output_that_exists_is_kept_and_nothing_is_sent() throws Exception {
    Path input = write("a.csv", "a\n1\n");
    Files.createDirectories(output.getParent());
    Files.writeString(output, "mine");
    List<List<Object>> before = rig.rows("SELECT id FROM jobs ORDER BY id");

    assertThatThrownBy(() -> client(rig.port()).convert(input, output))
        .isInstanceOfSatisfying(
            LogFlowException.class, it -> assertThat(it.kind()).isEqualTo(ErrorKind.OUTPUT_EXISTS));

    assertThat(output).hasContent("mine");
    assertThat(rig.rows("SELECT id FROM jobs ORDER BY id")).isEqualTo(before);
    RemoteJob job =
        client(rig.port()).convert(input, output, Map.of(), Optional.empty(), true, Watcher.NONE);
    isResultOf(job);
  }

  @Test
  void a_failed_job_is_an_error_of_its_kind() throws Exception {
    Path ragged = write("ragged.csv", "a,b\n1,2\n3\n4,5,6\n");
    Path empty = write("empty.csv", "");

    assertThatThrownBy(() -> client(rig.port()).convert(ragged, output))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            it -> assertThat(it.kind()).isEqualTo(ErrorKind.TOO_MANY_REJECTS));
    assertThatThrownBy(() -> client(rig.port()).convert(empty, output))
        .isInstanceOfSatisfying(
            LogFlowException.class, it -> assertThat(it.kind()).isEqualTo(ErrorKind.EMPTY_INPUT));
    assertThatThrownBy(() -> client(rig.port()).convert(folder.resolve("none.csv"), output))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            it -> assertThat(it.kind()).isEqualTo(ErrorKind.INPUT_NOT_FOUND));
    assertThat(output).doesNotExist();
  }

  @Test
  void jobs_are_listed_shown_and_steered() throws Exception {
    LogFlowClient client = client(rig.port());
    Path ragged = write("again.csv", "a,b\n1,2\n3\n");
    assertThatThrownBy(() -> client.convert(ragged, output)).isInstanceOf(LogFlowException.class);

    RemoteJob failed = client.jobs(List.of("failed"), 1).get(0);

    assertThat(failed.text("original_name")).contains("again.csv");
    assertThat(client.job(failed.id()).document()).containsKey("error");
    client.retry(failed.id());
    assertThat(rig.ended(failed.id()).get("attempt").asInt()).isPositive();
    assertThatThrownBy(() -> client.cancel(failed.id())).isInstanceOf(LogFlowException.class);
    assertThatThrownBy(() -> client.job("none")).isInstanceOf(LogFlowException.class);
    assertThat(client.health()).containsKey("status");
  }

  @Test
  void a_wrong_token_is_told() throws Exception {
    LogFlowClient wrong =
        LogFlowClient.at(URI.create("http://localhost:" + rig.port())).token("lf_x").build();

    assertThatThrownBy(() -> wrong.jobs(List.of(), 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("token");
  }

  @Test
  void whoever_tries_too_often_is_not_kept_waiting(@TempDir Path home) throws Exception {
    try (ServiceRig other = new ServiceRig(home, Map.of())) {
      LogFlowClient wrong =
          LogFlowClient.at(URI.create("http://localhost:" + other.port()))
              .token("lf_" + "A".repeat(43))
              .build();
      for (int tried = 0; tried < 20; tried++) {
        assertThatThrownBy(() -> wrong.jobs(List.of(), 1))
            .isInstanceOf(ConfigurationException.class);
      }

      assertThatThrownBy(() -> wrong.jobs(List.of(), 1)).hasMessageContaining("Too many wrong");
    }
  }

  @Test
  void a_server_that_is_not_there_is_told_at_once() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }

    assertThatThrownBy(() -> client(free).jobs(List.of(), 1))
        .hasMessageContaining("cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://etl.example.org:8080",
        "http://localhost.example.org",
        "ftp://localhost",
        "localhost:8080",
        "https://user@localhost",
        "https://localhost/x",
        "https://localhost?token=x",
        ""
      })
  void an_address_that_is_none_or_not_safe_is_refused(String address) {
    assertThatThrownBy(() -> LogFlowClient.at(URI.create(address)).token("lf_x").build())
        .isInstanceOf(ConfigurationException.class);
  }
}
