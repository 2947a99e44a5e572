package io.logflow.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the HTTP server is reached, and what it takes in.
 *
 * @param host address that it listens on
 * @param port port; 0 is any free one
 * @param maxUploadBytes size of the largest body that is stored
 * @param maxUploads uploads that are taken in at once
 * @param corsOrigins web origins whose pages may call it
 * @param resultsDir folder of its outputs
 * @param resultsRetention how long an output stays there
 * @param uploadsRetention how long an upload stays to which nothing is added
 * @param allowedRoots folders whose files it may be asked to convert
 * @param tokenFile the token that clients need
 * @param folder where it keeps what was uploaded
 */
public record ServerSettings(
    String host,
    int port,
    long maxUploadBytes,
    int maxUploads,
    List<String> corsOrigins,
    Path resultsDir,
    Duration resultsRetention,
    Duration uploadsRetention,
    List<Path> allowedRoots,
    Path tokenFile,
    Path folder) {
  static ServerSettings of(Settings settings) {
    Path ours = settings.home().resolve(".logflow");
    return new ServerSettings(
        settings.text("server.host"),
        (int) settings.number("server.port"),
        settings.bytes("server.max_upload_size"),
        (int) settings.number("server.max_uploads"),
        settings.texts("server.cors_origins"),
        settings.given("server.results_dir").map(Path::of).orElse(ours.resolve("results")),
        settings.duration("server.results_retention"),
        settings.duration("server.uploads_retention"),
        settings.texts("server.allowed_roots").stream().map(Path::of).toList(),
        ours.resolve("token"),
        ours.resolve("http"));
  }
}
