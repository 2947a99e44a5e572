package io.logflow.http;

import io.logflow.http.JobDoor.Order;
import io.logflow.http.JobDoor.Standing;
import io.logflow.store.Uploads.Upload;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Makes jobs of uploads, of files of this machine, and of data that comes with the request. */
public final class ConvertHandler {
  private static final String PATH = "/api/v1/convert";
  private static final long LONGEST_WAIT_SECONDS = 300;
  private static final long FILE_WAIT_SECONDS = 3600;
  private static final long LOOK_MILLIS = 1000;

  private final Work work;
  private final Bodies bodies;
  private final UploadFiles files;
  private final JobDoor jobs;
  private final Downloads downloads;
  private final JobEnds ends;

  public ConvertHandler(
      Work work,
      Bodies bodies,
      UploadFiles files,
      JobDoor jobs,
      Downloads downloads,
      JobEnds ends) {
    this.work = work;
    this.bodies = bodies;
    this.files = files;
    this.jobs = jobs;
    this.downloads = downloads;
    this.ends = ends;
  }

  /** Adds its routes. */
  public void addTo(Router router, ApiRouter small) {
    Description.read(router, small, PATH);
    router.post(PATH).handler(this::convert);
  }

  private void convert(RoutingContext context) {
    HttpServerRequest request = context.request();
    try {
      boolean described = context.body().available();
      if (!described) {
        request.pause();
      }
      Query query =
          described ? new Query(request.query()).only("wait") : new Query(request.query());
      long wait = query.seconds("wait", LONGEST_WAIT_SECONDS);
      Optional<String> key = Fields.idempotencyKey(request);
      long coming = described ? 0 : bodies.announced(context, 0);
      Future<String> made = described ? described(context, key) : data(context, query, key, coming);
      made.compose(id -> answer(context, id, wait))
          .onFailure(failure -> work.fail(context, failure));
    } catch (RuntimeException e) {
      work.fail(context, e);
    }
  }

  private Future<String> described(RoutingContext context, Optional<String> key) {
    Description wanted = Description.of(context.body().asString());
    return work.ask(
        () ->
            wanted.upload().isPresent()
                ? ofUpload(files.whole(wanted.upload().get()), wanted, key)
                : ofPath(wanted.path().orElseThrow(), wanted, key));
  }

  private String ofUpload(Upload upload, Description wanted, Optional<String> key) {
    Order order = wanted.order(upload.name(), key, upload.sha256().orElseThrow());
    return jobs.again(order)
        .orElseGet(
            () -> {
              jobs.requireRoom(0);
              return jobs.accept(files.file(upload.id()), true, order);
            });
  }

  private String ofPath(String path, Description wanted, Optional<String> key) {
    Order order = wanted.order(path, key, "path " + path);
    return jobs.again(order)
        .orElseGet(
            () -> {
              jobs.check(order);
              // A copy: what becomes of the file afterwards does not matter to the job.
              String id = files.scratch();
              try {
                jobs.copy(path, files.file(id));
                return jobs.accept(files.file(id), false, order);
              } finally {
                files.remove(id); // Still there only where it has not become a job.
              }
            });
  }

  private Future<String> data(
      RoutingContext context, Query query, Optional<String> key, long coming) {
    Order known = Order.of(query, "data", key, "");
    return work.ask(
            () -> {
              if (key.isEmpty() || !jobs.isKnown(key.get())) {
                jobs.requireRoom(coming);
              }
              jobs.check(known);
              return true;
            })
        .compose(
            room -> {
              Replies.letSend(context.request());
              return bodies.part(context.request());
            })
        .compose(part -> received(context, part, query, key));
  }

  private Future<String> received(
      RoutingContext context, Bodies.Part part, Query query, Optional<String> key) {
    String id = files.scratch();
    Path file = files.file(id);
    return bodies
        .receive(context, part, file, bodies.limit())
        .compose(
            all ->
                work.ask(
                    () -> {
                      Query fields = query.with(part.fields().result());
                      Order order = Order.of(fields, part.name(), key, all.sha256());
                      return jobs.again(order).orElseGet(() -> jobs.accept(file, false, order));
                    }))
        .onComplete(
            end ->
                // Still there only where it has not become a job.
                work.ask(
                    () -> {
                      files.remove(id);
                      return true;
                    }));
  }

  private Future<Void> answer(RoutingContext context, String id, long wait) {
    String accept = String.valueOf(context.request().getHeader("Accept")).toLowerCase(Locale.ROOT);
    boolean file = accept.contains(Downloads.PARQUET);
    long seconds = file ? FILE_WAIT_SECONDS : wait;
    return ended(context, id, System.nanoTime() + seconds * 1_000_000_000L)
        .compose(standing -> answer(context, id, standing, file, wait > 0));
  }

  /** How a job stands when it has ended, or when there is no more time. */
  private Future<Standing> ended(RoutingContext context, String id, long until) {
    return work.ask(() -> jobs.standing(id))
        .compose(
            standing -> {
              long millis = (until - System.nanoTime()) / 1_000_000;
              boolean gone = context.response().closed();
              return !standing.open() || millis <= 0 || gone
                  ? Future.succeededFuture(standing)
                  : ends.within(work.vertx(), id, Math.min(millis, LOOK_MILLIS))
                      .compose(end -> ended(context, id, until));
            });
  }

  private Future<Void> answer(
      RoutingContext context, String id, Standing standing, boolean file, boolean waited) {
    String self = "/api/v1/job/" + id;
    context.response().putHeader("Location", self);
    if (file && !standing.open()) {
      if (standing.failure().isPresent()) {
        throw new Refused(standing.failure().get());
      }
      return downloads.result(context, id);
    }
    return context
        .response()
        .setStatusCode(waited && !standing.open() ? 200 : 202)
        .putHeader("Content-Type", "application/json")
        .end(standing.document());
  }
}
