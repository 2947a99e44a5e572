package io.logflow.flow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.flow.Beans;
import io.logflow.flow.Pipeline;
import io.logflow.flow.watch.Doors;
import io.logflow.flow.watch.Watch;
import io.logflow.http.FailureLimit;
import io.logflow.http.Guard;
import io.logflow.http.HttpService;
import io.logflow.http.HttpTimes;
import io.logflow.http.JobEnds;
import io.logflow.http.Origins;
import io.logflow.http.tls.HostNames;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import io.logflow.store.StateStore;
import io.logflow.store.TokenScope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.test.main.junit5.CamelMainTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The routes of the HTTP interface, from their files, asked over HTTP. */
@CamelMainTest(
    configurationClasses = ApiRoutesTest.Wiring.class,
    properties = {
      "camel.main.routes-include-pattern=file:routes/shared/api-failures.camel.yaml,"
          + "file:routes/api/*.yaml",
      "camel.main.base-package-scan-enabled=false",
      "camel.main.jmx-enabled=true"
    },
    dumpRouteCoverage = true)
class ApiRoutesTest {
  private static final Path ROOT = root();
  private static final Settings SETTINGS = loader().load();
  private static final StateStore STORE = StateStore.open(SETTINGS.storage().database());
  private static final Pipeline PIPELINE = pipeline();
  private static final Watch WATCH = watch();
  private static final HttpService HTTP =
      new HttpService(
          new Guard(
              "http",
              () -> HostNames.of(Set.of("127.0.0.1", "localhost")),
              text -> Optional.of(TokenScope.ADMIN).filter(any -> text.equals("right")),
              new FailureLimit(20, System::nanoTime),
              new Origins(List.of())),
          HttpTimes.STANDARD,
          (method, status) -> {});

  /** Binds what the routes name. */
  public static final class Wiring implements CamelConfiguration {
    @Override
    public void configure(CamelContext context) {
      Pulse pulse = new Pulse(SETTINGS, STORE, List.of(), WATCH);
      Service.Parts parts =
          new Service.Parts(SETTINGS, ApiRoutesTest::loader, PIPELINE, STORE, null);
      new Api(parts, WATCH, HTTP, pulse, new Meters(), new JobEnds())
          .byName()
          .forEach(context.getRegistry()::bind);
      oldFiles();
    }
  }

  /** An upload, and the input of a job that failed, of long ago. */
  private static void oldFiles() {
    Path folder = SETTINGS.server().folder();
    try {
      Path upload = Files.writeString(folder.resolve("uploads/old"), "a\n");
      assertThat(upload.toFile().setLastModified(0)).isTrue();
      Path failed = Files.createDirectories(folder.resolve("failed")).resolve("old.csv");
      Files.writeString(failed, "a\n");
      Database.execute(
          SETTINGS.storage().database(),
          "INSERT OR REPLACE INTO uploads (id, name, created_at) VALUES ('old', 'x', 0)");
      Database.execute(
          SETTINGS.storage().database(),
          "INSERT OR REPLACE INTO jobs (id, status, input_path, created_at, completed_at, door,"
              + " original_name, archive_path) VALUES ('old', 'failed', '/x', 0, 0, 'http', 'x', '"
              + failed
              + "')");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void files_that_are_old_go() {
    Path folder = SETTINGS.server().folder();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.notExists(folder.resolve("failed/old.csv")));

    assertThat(folder.resolve("uploads/old")).doesNotExist();
  }

  private static SettingsLoader.Builder loader() {
    return SettingsLoader.builder(ROOT)
        .systemFile(ROOT.resolve("no-system-file"))
        .flag("watch.min_free", "0B");
  }

  private static Path root() {
    try {
      return Files.createTempDirectory("api-routes").toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pipeline pipeline() {
    Beans beans = new Beans(SETTINGS, STORE);
    return Pipeline.start(beans.byName(), beans.properties(), STORE::explain);
  }

  private static Watch watch() {
    InboxSettings door = InboxSettings.ofHttp(SETTINGS.server());
    try {
      Files.createDirectories(door.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Doors doors = new Doors(Map.of(door, SETTINGS), Map.of(), true, SETTINGS);
    return Watch.start(doors, row -> SETTINGS, PIPELINE, STORE, line -> {});
  }

  @AfterAll
  static void end() {
    HTTP.close();
    WATCH.close();
    PIPELINE.close();
    STORE.close();
  }

  @Test
  void each_resource_answers() throws Exception {
    int port = HTTP.open("127.0.0.1", 0);
    Path file = Files.writeString(ROOT.resolve("broken"), "\0\1\2");
    String id = WATCH.arrivals().accept(file, false, "x.csv", SETTINGS, Optional.empty());
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                Database.value(
                        SETTINGS.storage().database(),
                        "SELECT count(*) FROM jobs WHERE archived_at IS NOT NULL")
                    .equals(1));

    assertThat(status(port, "GET", "/api/v1/jobs?status=failed&door=http")).isEqualTo(200);
    assertThat(status(port, "GET", "/api/v1/job/" + id)).isEqualTo(200);
    assertThat(status(port, "GET", "/api/v1/stats")).isEqualTo(200);
    assertThat(status(port, "GET", "/api/v1/openapi.json")).isEqualTo(200);
    assertThat(status(port, "GET", "/metrics")).isEqualTo(200);
    assertThat(status(port, "GET", "/api/health")).isEqualTo(503);
    assertThat(status(port, "DELETE", "/api/v1/job/" + id)).isEqualTo(409);
    assertThat(status(port, "POST", "/api/v1/job/" + id + "/retry")).isEqualTo(202);
    assertThat(status(port, "POST", "/api/v1/job/nothing/retry")).isEqualTo(404);
    assertThat(status(port, "DELETE", "/api/v1/job/nothing")).isEqualTo(404);
    assertThat(status(port, "GET", "/api/v1/job/nothing")).isEqualTo(404);
    assertThat(status(port, "GET", "/api/v1/jobs?cursor=x")).isEqualTo(400);
    assertThat(status(port, "PUT", "/api/v1/profiles/p")).isEqualTo(400);
    assertThat(status(port, "GET", "/api/v1/profiles/p")).isEqualTo(404);
    assertThat(status(port, "GET", "/api/v1/profiles")).isEqualTo(200);
    assertThat(status(port, "DELETE", "/api/v1/profiles/p")).isEqualTo(404);
  }

  private static int status(int port, String method, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer right")
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
  }
}
