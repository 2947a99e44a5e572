package io.logflow.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Sha256;
import io.logflow.publish.FetchedFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches the output of a job; it appears under its name when it is whole, or not at all. */
final class Download {
  private static final Pattern SHA256 = Pattern.compile("sha-256=:([A-Za-z0-9+/=]{44}):");
  private static final Pattern RANGE = Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/.*");
  private static final int BUFFER_BYTES = 1 << 16;

  private final Server server;
  private final RemoteJob job;
  private final Path output;
  private final Watcher watcher;
  private final Patience patience;
  private Optional<String> tag = Optional.empty();
  private Optional<String> sha256 = Optional.empty();
  private OptionalLong size = OptionalLong.empty();

  Download(Server server, RemoteJob job, Path output, Watcher watcher) {
    this.server = server;
    this.job = job;
    this.output = output.toAbsolutePath();
    this.watcher = watcher;
    this.patience = server.patience();
  }

  /**
   * Fetches it.
   *
   * @param replace whether an output that exists is replaced
   * @throws LogFlowException OUTPUT_EXISTS, OUTPUT_NOT_WRITABLE, VERIFICATION, and what the server
   *     refuses
   */
  void fetch(boolean replace) {
    try (FetchedFile file = FetchedFile.of(output)) {
      receive(file.part());
      verify(file.part());
      file.publish(replace);
    } catch (FileAlreadyExistsException e) {
      throw exists(output, e);
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "The output " + output + " cannot be written: " + e.getMessage() + ".",
          "The job " + job.id() + " is done; its result can be fetched again from the server.",
          e);
    }
  }

  static LogFlowException exists(Path output, Exception cause) {
    return ErrorKind.OUTPUT_EXISTS.error(
        "The output " + output + " exists.",
        "Give another with -o, or --force to replace it.",
        cause);
  }

  private void receive(Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      while (size.isEmpty() || channel.size() < size.getAsLong()) {
        next(channel);
      }
    }
  }

  /** One try: from where the last one has ended. */
  private void next(FileChannel channel) throws IOException {
    long from = channel.size();
    HttpRequest.Builder request = server.request("/api/v1/job/" + job.id() + "/result").GET();
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    HttpResponse<InputStream> answer;
    try {
      answer = server.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      patience.after(e);
      return;
    }
    try (InputStream body = answer.body()) {
      if (Server.isToComeAgain(answer) && patience.goesOn()) {
        Server.pause(answer);
        return;
      }
      begin(answer, body, channel, from);
      copy(body, channel);
    }
  }

  private void begin(
      HttpResponse<InputStream> answer, InputStream body, FileChannel channel, long from)
      throws IOException {
    int status = answer.statusCode();
    if (status != 200 && status != 206) {
      throw Answers.failure(status, new String(body.readNBytes(BUFFER_BYTES), UTF_8));
    }
    Optional<String> now = answer.headers().firstValue("ETag");
    if (tag.isPresent() && !tag.equals(now)) {
      throw ErrorKind.VERIFICATION.error(
          "The result of " + job.id() + " became another one while it was fetched.",
          "Fetch it again.");
    }
    tag = now;
    boolean goesOn = status == 206 && from > 0;
    if (goesOn && startOf(answer) != from) {
      throw ErrorKind.VERIFICATION.error(
          "The server has sent another part of the result than was asked for.", "Try again.");
    }
    if (!goesOn) {
      channel.truncate(0);
      size = answer.headers().firstValueAsLong("Content-Length");
      sha256 = digest(answer);
    }
    channel.position(goesOn ? from : 0);
  }

  private static long startOf(HttpResponse<?> answer) {
    Matcher range = RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }

  /** What the server says of the whole file (RFC 9530). */
  private static Optional<String> digest(HttpResponse<?> answer) {
    String field =
        answer
            .headers()
            .firstValue("Repr-Digest")
            .or(() -> answer.headers().firstValue("Content-Digest"))
            .orElse("");
    Matcher matcher = SHA256.matcher(field);
    return matcher.find()
        ? Optional.of(HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1))))
        : Optional.empty();
  }

  /** What an interruption leaves is kept. */
  private void copy(InputStream body, FileChannel channel) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    while (true) {
      int count;
      try {
        count = body.read(buffer);
      } catch (IOException e) {
        patience.after(e);
        return;
      }
      if (count < 0) {
        size = size.isPresent() ? size : OptionalLong.of(channel.size());
        return;
      }
      patience.restored();
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      watcher.moved("download", channel.position(), size.orElse(channel.position()));
    }
  }

  private void verify(Path part) throws IOException {
    long bytes = Files.size(part);
    boolean own = !job.status().equals("duplicate");
    boolean asLong = !own || job.number("output_size").orElse(bytes) == bytes;
    Optional<String> wanted = sha256.or(() -> job.text("output_sha256").filter(any -> own));
    if (!asLong || (wanted.isPresent() && !wanted.get().equals(Sha256.of(part)))) {
      throw ErrorKind.VERIFICATION.error(
          "What has come of the result of " + job.id() + " is not what the server has.",
          "Fetch it again. Where it happens again, something between alters it.");
    }
  }
}
