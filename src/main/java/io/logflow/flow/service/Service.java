package io.logflow.flow.service;

import io.logflow.flow.JobConfig;
import io.logflow.flow.Pipeline;
import io.logflow.flow.watch.Doors;
import io.logflow.flow.watch.JobLine;
import io.logflow.flow.watch.Watch;
import io.logflow.http.HttpService;
import io.logflow.http.HttpTimes;
import io.logflow.http.JobEnds;
import io.logflow.http.tls.ServerCertificate;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Request;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ServerSettings;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.PrivateFiles;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Inboxes and the HTTP interface, until it is closed. */
public final class Service implements AutoCloseable {
  /** Each job's output has a name of its own, whatever the settings say for others. */
  private static final Map<String, Object> NAMES =
      Map.of("conversion.on_existing", "version", "conversion.output_name", "{name}");

  private final Entrance entrance;
  private final HttpService http;
  private final Watch watch;
  private final Pulse pulse;
  private final int port;

  private Service(Entrance entrance, HttpService http, Watch watch, Pulse pulse, int port) {
    this.entrance = entrance;
    this.http = http;
    this.watch = watch;
    this.pulse = pulse;
    this.port = port;
  }

  /**
   * What a service is made of.
   *
   * @param process the settings of the process
   * @param loader reads the settings, with the profiles of files, as they are now
   * @param plan finds out how a file would be converted
   */
  public record Parts(
      Settings process,
      Supplier<SettingsLoader.Builder> loader,
      Pipeline pipeline,
      StateStore store,
      BiFunction<Request, Control, Job> plan) {

    /** The settings of a job, from what its request says and a profile. */
    Settings settingsOf(Map<String, Object> overlay, Optional<String> profile) {
      return loader.get().request(overlay).requestedProfile(profile).load();
    }

    /** The settings that a job has on record. */
    Settings settingsOf(StoredJob row) {
      Map<String, Object> overlay = new HashMap<>(JobConfig.conversion(row));
      JobConfig.setting(row, "engine.default")
          .ifPresent(engine -> overlay.put("engine.default", engine));
      overlay.putAll(NAMES);
      return settingsOf(overlay, Optional.empty());
    }
  }

  /**
   * Begins to serve this machine, or with TLS others, too.
   *
   * @param doors inboxes that are watched, and schedules
   * @param listener hears of each job that has ended, from several threads
   * @throws io.logflow.job.LogFlowException where an inbox or the port cannot be used, or somebody
   *     could be let in who has no token
   */
  public static Service start(Doors doors, Parts parts, Consumer<JobLine> listener) {
    ServerSettings server = doors.process().server();
    Entrance entrance = Entrance.of(server, parts.store());
    makeFolders(server);
    Map<InboxSettings, Settings> watched = new LinkedHashMap<>(doors.inboxes());
    watched.put(InboxSettings.ofHttp(server), parts.settingsOf(NAMES, Optional.empty()));
    Meters meters = new Meters();
    JobEnds ends = new JobEnds();
    Watch watch =
        Watch.start(
            new Doors(watched, doors.schedules(), true, doors.process()),
            row -> parts.settingsOf(row),
            parts.pipeline(),
            parts.store(),
            line -> {
              meters.ended(line);
              ends.ended(line.jobId());
              listener.accept(line);
            });
    return opened(entrance, doors, parts, watch, meters, ends);
  }

  private static Service opened(
      Entrance entrance, Doors doors, Parts parts, Watch watch, Meters meters, JobEnds ends) {
    HttpService http = new HttpService(entrance.guard(), HttpTimes.STANDARD, meters::request);
    Pulse pulse = new Pulse(doors.process(), parts.store(), doors.inboxes().keySet(), watch);
    try {
      meters.watch(pulse);
      pulse.start();
      new Api(parts, watch, http, pulse, meters, ends).addTo(parts.pipeline().context());
      return new Service(entrance, http, watch, pulse, entrance.open(http));
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
    return entrance.url(port);
  }

  /** The file of the token of this installation; empty where only named ones count. */
  public Optional<Path> tokenFile() {
    return entrance.certificate().isPresent()
        ? Optional.empty()
        : Optional.of(entrance.server().tokenFile());
  }

  /** What it shows to clients; empty where it speaks to this machine only. */
  public Optional<ServerCertificate> certificate() {
    return entrance.certificate();
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
