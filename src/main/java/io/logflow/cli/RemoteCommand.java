package io.logflow.cli;

import io.logflow.LogFlowClient;
import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code logflow --server URL ...}: commands that a server carries out. */
@Command(
    name = "logflow",
    description = "Has a LogFlow server do it (logflow serve).",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class RemoteCommand {
  static final List<Class<?>> ALL =
      List.of(RemoteConvertCommand.class, RemoteJobsCommand.class, RemoteStatusCommand.class);

  private static final String SERVER = "LOGFLOW_SERVER";
  private static final String TOKEN = "LOGFLOW_TOKEN";
  private static final Set<String> NAMES = Set.of("convert", "jobs", "status");

  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "The server, for example https://etl-1:8080 (or LOGFLOW_SERVER).")
  private String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "File of the token (or the token itself in LOGFLOW_TOKEN).")
  private Path tokenFile;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Certificates to trust, PEM, instead of those that Java trusts.")
  private Path certificates;

  @Option(
      names = "--fingerprint",
      paramLabel = "SHA256:..",
      scope = ScopeType.INHERIT,
      description = "Fingerprint of the only certificate to trust, as 'serve' prints it.")
  private String fingerprint;

  private final Surroundings surroundings;

  RemoteCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Whether a command line is for a server: it names one, or the environment does. */
  static boolean isMeant(Map<String, String> environment, String... arguments) {
    boolean named =
        Arrays.stream(arguments)
            .takeWhile(argument -> !argument.equals("--"))
            .anyMatch(it -> it.equals("--server") || it.startsWith("--server="));
    boolean everywhere = !environment.getOrDefault(SERVER, "").isEmpty();
    return named || (everywhere && arguments.length > 0 && NAMES.contains(arguments[0]));
  }

  /** The server that is meant. */
  LogFlowClient client() {
    URI address = address();
    LogFlowClient.Builder client = LogFlowClient.at(address);
    token(address).ifPresent(client::token);
    if (certificates != null) {
      client.trust(certificates);
    }
    if (fingerprint != null) {
      client.fingerprint(fingerprint);
    }
    return client.build();
  }

  private URI address() {
    String text = server == null ? surroundings.environment().getOrDefault(SERVER, "") : server;
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw ErrorKind.USAGE.error(
          "The address of the server is none.", "Write for example https://etl-1:8080.", e);
    }
  }

  /** A server of this machine and this user needs no more than the file of its token. */
  private Optional<String> token(URI address) {
    if (tokenFile != null) {
      return Optional.of(read(tokenFile));
    }
    String text = surroundings.environment().getOrDefault(TOKEN, "");
    if (!text.isEmpty()) {
      return Optional.of(checked(text, TOKEN));
    }
    Path own = surroundings.loader().get().build().load().server().tokenFile();
    return "http".equals(address.getScheme()) && Files.isReadable(own)
        ? Optional.of(read(own))
        : Optional.empty();
  }

  private static String read(Path file) {
    try {
      return checked(Files.readString(file).strip(), file.toString());
    } catch (IOException e) {
      throw ErrorKind.CONFIGURATION.error(
          "The token file " + file + " cannot be read: " + e.getMessage() + ".",
          "Give a file that holds the token and nothing else.",
          e);
    }
  }

  /** The text itself is in no message. */
  private static String checked(String text, String place) {
    if (!text.matches("[\\x21-\\x7e]{1,500}")) {
      throw ErrorKind.CONFIGURATION.error(
          place + " holds no token.", "Put there what 'logflow token create' has printed.");
    }
    return text;
  }
}
