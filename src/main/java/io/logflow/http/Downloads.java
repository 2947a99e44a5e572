package io.logflow.http;

import io.vertx.core.Future;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends outputs and rejected rows, whole or one range of them (RFC 9110, 14). */
public final class Downloads {
  /** Media type of Parquet files (registered with IANA). */
  static final String PARQUET = "application/vnd.apache.parquet";

  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");
  private static final int PIECE = 64 << 10;

  private final Work work;
  private final JobDoor jobs;

  public Downloads(Work work, JobDoor jobs) {
    this.work = work;
    this.jobs = jobs;
  }

  /** Adds its routes. */
  public void addTo(Router router) {
    router
        .get("/api/v1/job/:id/result")
        .handler(context -> answer(context, jobs::result, context.pathParam("id")));
    router
        .get("/api/v1/job/:id/rejects")
        .handler(context -> answer(context, jobs::rejects, context.pathParam("id")));
  }

  private void answer(RoutingContext context, Function<String, Path> file, String id) {
    send(context, file, id).onFailure(failure -> work.fail(context, failure));
  }

  /** Sends the output of a job. */
  Future<Void> result(RoutingContext context, String id) {
    return send(context, jobs::result, id);
  }

  private record Found(Path file, long size) {}

  /** From the first byte to the one behind the last. */
  private record Span(long from, long to) {}

  private Future<Void> send(RoutingContext context, Function<String, Path> place, String id) {
    return work.ask(
            () -> {
              Path file = place.apply(id);
              return new Found(file, Files.size(file));
            })
        .compose(found -> send(context, id, found));
  }

  private Future<Void> send(RoutingContext context, String id, Found found) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    String name = found.file().getFileName().toString();
    response
        .putHeader("Content-Type", PARQUET)
        .putHeader("Accept-Ranges", "bytes")
        .putHeader("ETag", "\"" + id + "-" + found.size() + "\"")
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"" + name.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_") + "\"");
    // A range of what the client has the rest of, or all of what it has another one of.
    String known = request.getHeader("If-Range");
    boolean same = known == null || known.equals(response.headers().get("ETag"));
    Optional<Span> span = same ? span(request.getHeader("Range"), found.size()) : Optional.empty();
    if (span.isEmpty()) {
      return pump(response, found, new Span(0, found.size()));
    }
    Span part = span.get();
    if (part.from() >= part.to()) {
      throw new Refused(
          new Problem(416, "usage", "The range is outside of the file.", "Ask for less.")
              .with("Content-Range", "bytes */" + found.size()));
    }
    String range = "bytes " + part.from() + "-" + (part.to() - 1) + "/" + found.size();
    response.setStatusCode(206).putHeader("Content-Range", range);
    return pump(response, found, part);
  }

  /** In pieces, so that it is seen whether the client goes on reading. */
  private Future<Void> pump(HttpServerResponse response, Found found, Span part) {
    long length = part.to() - part.from();
    response.putHeader("Content-Length", Long.toString(length));
    OpenOptions reading = new OpenOptions().setWrite(false).setCreate(false);
    return work.vertx()
        .fileSystem()
        .open(found.file().toString(), reading)
        .compose(
            file ->
                file.setReadBufferSize(PIECE)
                    .setReadPos(part.from())
                    .setReadLength(length)
                    .pipeTo(response));
  }

  /** Empty where all is wanted, which is what several ranges get, too. */
  private static Optional<Span> span(String field, long size) {
    Matcher range = RANGE.matcher(field == null ? "" : field);
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (range.group(1).isEmpty()) {
      long last = Long.parseLong(range.group(2));
      return Optional.of(new Span(Math.max(0, size - last), last == 0 ? 0 : size));
    }
    long from = Long.parseLong(range.group(1));
    long to = range.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(range.group(2)) + 1);
    return Optional.of(new Span(from, to));
  }
}
