package io.logflow.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How the HTTP server is reached, and what it takes in.
 *
 * @param host address that it listens on; 0.0.0.0 is every one
 * @param network whether others than this machine may reach it
 * @param hosts names under which it is reached, beside those of this machine
 * @param certificate file of its certificate; empty makes one
 * @param key file of the key of that
 * @param port port; 0 is any free one
 * @param maxUploadBytes size of the largest body that is stored
 * @param maxUploads uploads that are taken in at once
 * @param corsOrigins web origins whose pages may call it
 * @param resultsDir folder of its outputs
 * @param resultsRetention how long an output stays there
 * @param uploadsRetention how long an upload stays to which nothing is added
 * @param allowedRoots folders whose files it may be asked to convert
 * @param v1 the life-cycle of version 1 of the interface
 * @param tokenFile the token that clients need
 * @param folder where it keeps what was uploaded
 * @param tlsFolder where it keeps a certificate that it has made
 */
public record ServerSettings(
    String host,
    boolean network,
    List<String> hosts,
    Optional<Path> certificate,
    Optional<Path> key,
    int port,
    long maxUploadBytes,
    int maxUploads,
    List<String> corsOrigins,
    Path resultsDir,
    Duration resultsRetention,
    Duration uploadsRetention,
    List<Path> allowedRoots,
    Lifecycle v1,
    Path tokenFile,
    Path folder,
    Path tlsFolder) {
  private static final String EVERY_ADDRESS = "0.0.0.0";

  /**
   * How long a version of the interface is to be used.
   *
   * @param deprecated since when it is to be left
   * @param sunset when it may be switched off
   * @param guide address of the way to the next version
   */
  public record Lifecycle(
      Optional<LocalDate> deprecated, Optional<LocalDate> sunset, Optional<String> guide) {}

  static ServerSettings of(Settings settings) {
    Path ours = settings.home().resolve(".logflow");
    return new ServerSettings(
        host(settings),
        settings.flag("server.network"),
        settings.texts("server.hosts"),
        settings.given("server.cert").map(Path::of),
        settings.given("server.key").map(Path::of),
        (int) settings.number("server.port"),
        settings.bytes("server.max_upload_size"),
        (int) settings.number("server.max_uploads"),
        settings.texts("server.cors_origins"),
        settings.given("server.results_dir").map(Path::of).orElse(ours.resolve("results")),
        settings.duration("server.results_retention"),
        settings.duration("server.uploads_retention"),
        settings.texts("server.allowed_roots").stream().map(Path::of).toList(),
        new Lifecycle(
            settings.given("server.v1_deprecated").map(LocalDate::parse),
            settings.given("server.v1_sunset").map(LocalDate::parse),
            Optional.of(settings.text("server.v1_guide")).filter(it -> !it.isEmpty())),
        ours.resolve("token"),
        ours.resolve("http"),
        ours.resolve("tls"));
  }

  /** Who wants others in and names no address means all. */
  private static String host(Settings settings) {
    boolean open =
        settings.flag("server.network") && settings.origin("server.host").layer() == Layer.DEFAULTS;
    return open ? EVERY_ADDRESS : settings.text("server.host");
  }
}
