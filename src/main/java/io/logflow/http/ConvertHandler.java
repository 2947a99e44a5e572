package io.logflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.http.JobDoor.Order;
import io.logflow.http.JobDoor.Standing;
import io.logflow.store.Uploads.Upload;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Makes jobs of uploads, of files of this machine, and of data that comes with the request. */
public final class ConvertHandler {
  private static final String PATH = "/api/v1/convert";
  private static final long LONGEST_WAIT_SECONDS = 300;
  private static final long FILE_WAIT_SECONDS = 3600;
  private static final long LOOK_MILLIS = 1000;
  private static final Set<String> FIELDS = Set.of("upload", "path", "name", "options", "profile");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

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
    router
        .post(PATH)
        .handler(
            context -> {
              if (isDescription(context.request())) {
                small.bodyHandler().handle(context);
              } else {
                context.next();
              }
            });
    router.post(PATH).handler(this::convert);
  }

  /** Types are compared without case (RFC 9110, 8.3.1). */
  private static boolean isDescription(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader("Content-Type"));
    return type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
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
    Map<String, Object> document = document(context.body().asString());
    return work.ask(
        () -> {
          Optional<String> upload = text(document, "upload");
          Optional<String> path = text(document, "path");
          if (upload.isPresent() == path.isPresent()) {
            throw Fields.bad("The request must name either an upload or a path.");
          }
          return upload.isPresent()
              ? ofUpload(files.required(upload.get()), document, key)
              : ofPath(path.orElseThrow(), document, key);
        });
  }

  private String ofUpload(Upload upload, Map<String, Object> document, Optional<String> key) {
    if (!upload.complete()) {
      throw new Refused(
          409, "usage", "The upload is not complete.", "Send the rest of it with PATCH.");
    }
    String source = upload.sha256().orElseThrow();
    Order order = order(document, upload.name(), key, source);
    return jobs.again(order)
        .orElseGet(
            () -> {
              jobs.requireRoom(0);
              return jobs.accept(files.file(upload.id()), true, order);
            });
  }

  private String ofPath(String path, Map<String, Object> document, Optional<String> key) {
    Order order = order(document, path, key, "path " + path);
    return jobs.again(order)
        .orElseGet(
            () -> {
              jobs.check(order);
              // A copy: what becomes of the file afterwards does not matter to the job.
              String id = files.fresh("", OptionalLong.empty(), Optional.empty()).id();
              try {
                jobs.copy(path, files.file(id));
                return jobs.accept(files.file(id), false, order);
              } finally {
                files.remove(id); // Still there only where it has not become a job.
              }
            });
  }

  private static Order order(
      Map<String, Object> document, String name, Optional<String> key, String source) {
    String called = text(document, "name").orElse(name);
    Object options = document.getOrDefault("options", Map.of());
    if (!(options instanceof Map<?, ?> map)) {
      throw Fields.bad("The options of the request are no JSON object.");
    }
    Map<String, Object> all = new HashMap<>();
    map.forEach((option, value) -> all.put(String.valueOf(option), value));
    return new Order(ClientNames.safe(called), all, text(document, "profile"), key, source);
  }

  private static Map<String, Object> document(String text) {
    try {
      Map<String, Object> document = JSON.readValue(text == null ? "" : text, MAP);
      if (document == null || !FIELDS.containsAll(document.keySet())) {
        throw Fields.bad(
            "The request may hold "
                + String.join(", ", FIELDS.stream().sorted().toList())
                + ", and nothing else; data in JSON is sent as application/x-ndjson.");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw Fields.bad("The request is no JSON object.");
    }
  }

  private static Optional<String> text(Map<String, Object> document, String field) {
    Object value = document.get(field);
    if (value != null && !(value instanceof String)) {
      throw Fields.bad("The field " + field + " is no text.");
    }
    return Optional.ofNullable(value).map(String::valueOf);
  }

  private Future<String> data(
      RoutingContext context, Query query, Optional<String> key, long coming) {
    Order known = order(query, "data", key, "");
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

  private static Order order(Query query, String name, Optional<String> key, String source) {
    return new Order(
        query.text("name").map(ClientNames::safe).orElse(name),
        query.except("name", "profile", "wait"),
        query.text("profile"),
        key,
        source);
  }

  private Future<String> received(
      RoutingContext context, Bodies.Part part, Query query, Optional<String> key) {
    Upload upload = files.fresh(part.name(), OptionalLong.empty(), Optional.empty());
    Path file = files.file(upload.id());
    return bodies
        .receive(context, part, file, bodies.limit())
        .compose(
            all ->
                work.ask(
                    () -> {
                      Query fields = query.with(part.fields().result());
                      Order order = order(fields, part.name(), key, all.sha256());
                      return jobs.again(order).orElseGet(() -> jobs.accept(file, false, order));
                    }))
        .onComplete(
            end ->
                // Still there only where it has not become a job.
                work.ask(
                    () -> {
                      files.remove(upload.id());
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
