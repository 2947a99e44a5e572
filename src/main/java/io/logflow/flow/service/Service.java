package io.logflow.flow.service;

import io.logflow.flow.JobConfig;
import io.logflow.flow.Pipeline;
import io.logflow.flow.watch.Doors;
import io.logflow.flow.watch.JobLine;
import io.logflow.flow.watch.Watch;
import io.logflow.http.AccessToken;
import io.logflow.http.FailureLimit;
import io.logflow.http.Guard;
import io.logflow.http.HttpService;
import io.logflow.http.HttpTimes;
import io.logflow.http.JobEnds;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Request;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ServerSettings;
import io.logflow.settings.Settings;
import io.logflow.store.PrivateFiles;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import io.logflow.store.TokenScope;
import io.logflow.store.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Inboxes and the HTTP interface, until it is closed. */
public final class Service implements AutoCloseable {
  private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "::1");

  /** Each job's output has a name of its own, whatever the settings say for others. */
  private static final Map<String, Object> NAMES =
      Map.of("conversion.on_existing", "version", "conversion.output_name", "{name}");

  private static final int WRONG_TOKENS_A_MINUTE = 20;

  private final ServerSettings settings;
  private final HttpService http;
  private final Watch watch;
  private final Pulse pulse;
  private final int port;

  private Service(ServerSettings settings, HttpService http, Watch watch, Pulse pulse, int port) {
    this.settings = settings;
    this.http = http;
    this.watch = watch;
    this.pulse = pulse;
    this.port = port;
  }

  /**
   * What a service is made of.
   *
   * @param process the settings of the process
   * @param settingsOf the settings of a job, from what its request says and a profile
   * @param plan finds out how a file would be converted
   */
  public record Parts(
      Settings process,
      BiFunction<Map<String, Object>, Optional<String>, Settings> settingsOf,
      Pipeline pipeline,
      StateStore store,
      BiFunction<Request, Control, Job> plan) {

    /** The settings that a job has on record. */
    Settings settingsOf(StoredJob row) {
      Map<String, Object> overlay = new HashMap<>(JobConfig.conversion(row));
      JobConfig.setting(row, "engine.default")
          .ifPresent(engine -> overlay.put("engine.default", engine));
      overlay.putAll(NAMES);
      return settingsOf.apply(overlay, Optional.empty());
    }
  }

  /**
   * Begins to serve on this machine.
   *
   * @param doors inboxes that are watched, and schedules
   * @param listener hears of each job that has ended, from several threads
   * @throws io.logflow.job.LogFlowException where an inbox or the port cannot be used, or others
   *     than this machine could be let in
   */
  public static Service start(Doors doors, Parts parts, Consumer<JobLine> listener) {
    ServerSettings server = doors.process().server();
    if (!server.corsOrigins().isEmpty()) {
      throw ErrorKind.CONFIGURATION.error(
          "server.cors_origins lets pages of other origins in, which is not built yet.",
          "Leave it empty.");
    }
    AccessToken token = AccessToken.at(server.tokenFile());
    FailureLimit failures = new FailureLimit(WRONG_TOKENS_A_MINUTE, System::nanoTime);
    Tokens tokens = new Tokens(parts.store(), Clock.systemUTC());
    Guard guard =
        new Guard(
            "http",
            HOSTS,
            text -> token.matches(text) ? Optional.of(TokenScope.ADMIN) : tokens.scopeOf(text),
            failures);
    makeFolders(server);
    Map<InboxSettings, Settings> watched = new LinkedHashMap<>(doors.inboxes());
    watched.put(InboxSettings.ofHttp(server), parts.settingsOf().apply(NAMES, Optional.empty()));
    Meters meters = new Meters();
    JobEnds ends = new JobEnds();
    Watch watch =
        Watch.start(
            new Doors(watched, doors.schedules(), true, doors.process()),
            parts::settingsOf,
            parts.pipeline(),
            parts.store(),
            line -> {
              meters.ended(line);
              ends.ended(line.jobId());
              listener.accept(line);
            });
    return opened(server, doors, parts, watch, meters, ends, guard);
  }

  private static Service opened(
      ServerSettings server,
      Doors doors,
      Parts parts,
      Watch watch,
      Meters meters,
      JobEnds ends,
      Guard guard) {
    HttpService http = new HttpService(guard, HttpTimes.STANDARD, meters::request);
    Pulse pulse = new Pulse(doors.process(), parts.store(), doors.inboxes().keySet(), watch);
    try {
      meters.watch(pulse);
      pulse.start();
      new Api(parts, watch, http, pulse, meters, ends).addTo(parts.pipeline().context());
      return new Service(server, http, watch, pulse, http.open(server.host(), server.port()));
    } catch (RuntimeException e) {
      try (watch;
          http;
          pulse) {
        throw e;
      }
    }
  }

  private static void makeFolders(ServerSettings server) {
    try {
      PrivateFiles.createFolder(server.folder().resolve("in"));
      PrivateFiles.createFolder(server.resultsDir());
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "The folders "
              + server.folder()
              + " and "
              + server.resultsDir()
              + " cannot be made: "
              + e.getMessage()
              + ".",
          "Let this user write there, or set server.results_dir.",
          e);
    }
  }

  /** Where it is reached. */
  public String url() {
    String host = settings.host();
    return "http://" + (host.equals("::1") ? "[::1]" : host) + ":" + port;
  }

  /** The file of the token that clients need. */
  public Path tokenFile() {
    return settings.tokenFile();
  }

  /** Takes in nothing more, settles the jobs in flight as {@code watch} does, then ends. */
  @Override
  public void close() {
    try (http;
        watch;
        pulse) {
      http.drain();
    }
  }
}
