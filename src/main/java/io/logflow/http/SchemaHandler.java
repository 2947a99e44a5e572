package io.logflow.http;

import io.logflow.http.JobDoor.Order;
import io.logflow.store.Uploads.Upload;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Optional;

/** Tells what data would become: dialect, columns, types, and why. Nothing of it is kept. */
public final class SchemaHandler {
  private static final String PATH = "/api/v1/schema";

  private final Work work;
  private final Bodies bodies;
  private final UploadFiles files;
  private final JobDoor jobs;

  public SchemaHandler(Work work, Bodies bodies, UploadFiles files, JobDoor jobs) {
    this.work = work;
    this.bodies = bodies;
    this.files = files;
    this.jobs = jobs;
  }

  /** Adds its routes. */
  public void addTo(Router router, ApiRouter small) {
    Description.read(router, small, PATH);
    router.post(PATH).handler(this::schema);
  }

  private void schema(RoutingContext context) {
    HttpServerRequest request = context.request();
    try {
      boolean described = context.body().available();
      if (!described) {
        request.pause();
      }
      Query query = new Query(request.query());
      Future<String> found = described ? described(context, query) : data(context, query);
      found
          .compose(
              text -> context.response().putHeader("Content-Type", "application/json").end(text))
          .onFailure(failure -> work.fail(context, failure));
    } catch (RuntimeException e) {
      work.fail(context, e);
    }
  }

  private Future<String> described(RoutingContext context, Query query) {
    query.only();
    Description wanted = Description.of(context.body().asString());
    if (wanted.upload().isPresent()) {
      return work.ask(() -> files.whole(wanted.upload().get()))
          .compose(upload -> ofUpload(context, upload, wanted));
    }
    String path = wanted.path().orElseThrow();
    Order order = wanted.order(path, Optional.empty(), "");
    String id = files.scratch();
    return work.ask(
            () -> {
              jobs.check(order);
              jobs.copy(path, files.file(id));
              return files.file(id);
            })
        .compose(file -> plan(context, file, order))
        .onComplete(end -> removed(id));
  }

  private Future<String> ofUpload(RoutingContext context, Upload upload, Description wanted) {
    Order order = wanted.order(upload.name(), Optional.empty(), "");
    return plan(context, files.file(upload.id()), order);
  }

  private Future<String> data(RoutingContext context, Query query) {
    long coming = bodies.announced(context, 0);
    String id = files.scratch();
    return work.ask(
            () -> {
              jobs.requireRoom(coming);
              jobs.check(Order.of(query, "data", Optional.empty(), ""));
              return true;
            })
        .compose(
            room -> {
              Replies.letSend(context.request());
              return bodies.part(context.request());
            })
        .compose(
            part ->
                bodies
                    .receive(context, part, files.file(id), bodies.limit())
                    .compose(
                        all -> {
                          Query fields = query.with(part.fields().result());
                          Order order = Order.of(fields, part.name(), Optional.empty(), "");
                          return plan(context, files.file(id), order);
                        }))
        .onComplete(end -> removed(id));
  }

  private Future<String> plan(RoutingContext context, Path file, Order order) {
    return work.ask(() -> jobs.plan(file, order)).compose(question -> work.plan(context, question));
  }

  private void removed(String id) {
    work.ask(
        () -> {
          files.remove(id);
          return true;
        });
  }
}
