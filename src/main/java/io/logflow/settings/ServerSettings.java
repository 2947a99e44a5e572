package io.logflow.settings;

import java.nio.file.Path;
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
 * @param allowedRoots folders whose files it may be asked to convert
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
    List<Path> allowedRoots,
    Path tokenFile,
    Path folder,
    Path tlsFolder) {
  private static final String EVERY_ADDRESS = "0.0.0.0";

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
        settings.texts("server.allowed_roots").stream().map(Path::of).toList(),
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
