package io.logflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Sha256;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.UUID;

/**
 * Sends one file in parts and goes on where an interruption has left it
 * (draft-ietf-httpbis-resumable-upload-12). What the server has at the end is compared by hash.
 */
final class Upload {
  private static final String PATH = "/api/v1/upload";

  /** A part ends before a proxy or a time limit would end it. */
  private static final long PART = 64L << 20;

  private static final Duration TIME_OF_PART = Duration.ofMinutes(15);

  private final Server server;
  private final Path file;
  private final Watcher watcher;
  private final long size;
  private final FileTime changed;
  private final Patience patience;

  Upload(Server server, Path file, Watcher watcher) throws IOException {
    this.server = server;
    this.file = file;
    this.watcher = watcher;
    this.size = Files.size(file);
    this.changed = Files.getLastModifiedTime(file);
    this.patience = server.patience();
  }

  /**
   * Sends it and returns the id of the upload.
   *
   * @throws LogFlowException INPUT_CHANGED, VERIFICATION, and what the server refuses
   */
  String send() throws IOException {
    String id = begin();
    FilePart.Digester digester = new FilePart.Digester();
    try {
      String sha256 = parts(id, digester);
      if (Files.size(file) != size || !Files.getLastModifiedTime(file).equals(changed)) {
        throw changed();
      }
      String ours = digester.covers(size) ? digester.hex() : Sha256.of(file);
      if (!ours.equals(sha256)) {
        throw ErrorKind.VERIFICATION.error(
            "The server has received " + file + " with other content than it has here.",
            "Send it again. Where it happens again, something between alters it.");
      }
      return id;
    } catch (LogFlowException e) {
      forget(id, e);
      throw e;
    }
  }

  private LogFlowException changed() {
    return ErrorKind.INPUT_CHANGED.error(
        "The file " + file + " changed while it was sent.", "Send it when nobody writes to it.");
  }

  private String begin() {
    HttpRequest.Builder request =
        server
            .request(PATH + "?name=" + Server.encoded(file.getFileName().toString()))
            .header("Upload-Complete", "?0")
            .header("Upload-Length", Long.toString(size))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.noBody());
    return String.valueOf(server.document(request).get("id"));
  }

  /**
   * What the server has of it.
   *
   * @param complete whether it knows that this is all
   */
  private record Standing(long offset, boolean complete) {}

  /** Sends all parts and returns the hash of what the server has then. */
  private String parts(String id, FilePart.Digester digester) {
    Standing standing = new Standing(0, false);
    while (!standing.complete()) {
      standing = next(id, standing.offset(), digester);
    }
    return String.valueOf(server.document(server.request(PATH + "/" + id).GET()).get("sha256"));
  }

  private Standing next(String id, long offset, FilePart.Digester digester) {
    long length = Math.min(PART, size - offset);
    boolean last = offset + length == size;
    try {
      HttpResponse<String> answer =
          server.send(part(id, offset, length, last, digester), BodyHandlers.ofString(UTF_8));
      if (answer.statusCode() == 200) {
        patience.restored();
        return new Standing(offset + length, last);
      }
      return again(answer, id, offset);
    } catch (IOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof FilePart.ShorterFile) {
          throw changed();
        }
      }
      patience.after(e);
      return standing(id, offset);
    }
  }

  private HttpRequest.Builder part(
      String id, long offset, long length, boolean last, FilePart.Digester digester) {
    BodyPublisher body =
        length == 0
            ? BodyPublishers.noBody()
            : BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(
                    () ->
                        FilePart.open(
                            file,
                            offset,
                            length,
                            digester,
                            at -> watcher.moved("upload", at, size))),
                length);
    return server
        .request(PATH + "/" + id)
        .timeout(TIME_OF_PART)
        .header("Content-Type", "application/partial-upload")
        .header("Upload-Offset", Long.toString(offset))
        .header("Upload-Complete", last ? "?1" : "?0")
        .method("PATCH", body);
  }

  /** Where to go on after an answer that is none of success. */
  private Standing again(HttpResponse<String> answer, String id, long offset) {
    boolean disagree = answer.statusCode() == 409;
    if ((disagree || Server.isToComeAgain(answer)) && patience.goesOn()) {
      if (answer.headers().firstValue("Retry-After").isPresent()) {
        Server.pause(answer);
      }
      return standing(id, offset);
    }
    throw Answers.failure(answer.statusCode(), answer.body());
  }

  private Standing standing(String id, long before) {
    HttpResponse<String> head =
        server.success(server.request(PATH + "/" + id).method("HEAD", BodyPublishers.noBody()));
    long now = head.headers().firstValueAsLong("Upload-Offset").orElse(before);
    if (now > size) {
      throw changed();
    }
    if (now > before) {
      patience.restored();
    }
    boolean complete = head.headers().firstValue("Upload-Complete").orElse("").equals("?1");
    return new Standing(now, complete);
  }

  /** Removes an upload that is of no use. */
  private void forget(String id, LogFlowException reason) {
    try {
      server.success(server.request(PATH + "/" + id).DELETE());
    } catch (LogFlowException e) {
      reason.addSuppressed(e);
    }
  }

  /** Removes an upload of which a job was made. */
  static void remove(Server server, String id) {
    server.success(server.request(PATH + "/" + id).DELETE());
  }
}
