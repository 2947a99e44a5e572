package io.logflow.client;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One file that a server converts: sent, waited for, fetched. */
final class Conversion {
  private static final Duration FIRST_LOOK = Duration.ofMillis(50);
  private static final Duration LATER_LOOKS = Duration.ofSeconds(1);

  private final Server server;
  private final Watcher watcher;

  Conversion(Server server, Watcher watcher) {
    this.server = server;
    this.watcher = watcher;
  }

  RemoteJob run(
      Path input,
      Path output,
      Map<String, Object> options,
      Optional<String> profile,
      boolean replace) {
    if (!replace && Files.exists(output)) {
      throw Download.exists(output, null);
    }
    String upload = upload(input);
    RemoteJob accepted = accepted(upload, options, profile);
    watcher.accepted(accepted.id());
    Upload.remove(server, upload);
    RemoteJob ended = ended(accepted);
    if (!ended.hasResult()) {
      throw Answers.failure(ended);
    }
    new Download(server, ended, output, watcher).fetch(replace);
    return ended;
  }

  private String upload(Path input) {
    try {
      if (!Files.isRegularFile(input)) {
        throw new NoSuchFileException(input.toString());
      }
      return new Upload(server, input, watcher).send();
    } catch (NoSuchFileException e) {
      throw ErrorKind.INPUT_NOT_FOUND.error(
          "There is no file " + input + ".", "See whether the name is right.", e);
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The file " + input + " cannot be read: " + e.getMessage() + ".",
          "See whether this user may read it.",
          e);
    }
  }

  /** The key makes a request whose answer was lost the same job. */
  private RemoteJob accepted(String upload, Map<String, Object> options, Optional<String> profile) {
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("upload", upload);
    order.put("options", options);
    profile.ifPresent(name -> order.put("profile", name));
    try {
      return new RemoteJob(
          server.document(server.post("/api/v1/convert", order, UUID.randomUUID().toString())));
    } catch (LogFlowException e) {
      forget(upload, e);
      throw e;
    }
  }

  private void forget(String upload, LogFlowException reason) {
    try {
      Upload.remove(server, upload);
    } catch (LogFlowException e) { // The first failure is the one to tell.
      reason.addSuppressed(e);
    }
  }

  private RemoteJob ended(RemoteJob accepted) {
    RemoteJob job = accepted;
    Duration pause = FIRST_LOOK;
    while (job.isOpen()) {
      Patience.pause(pause);
      job = job(server, job.id());
      pause =
          pause.multipliedBy(2).compareTo(LATER_LOOKS) < 0 ? pause.multipliedBy(2) : LATER_LOOKS;
    }
    return job;
  }

  static RemoteJob job(Server server, String id) {
    return new RemoteJob(
        server.document(server.request("/api/v1/job/" + Server.encoded(id)).GET()));
  }
}
