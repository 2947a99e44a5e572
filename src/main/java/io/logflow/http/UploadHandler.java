package io.logflow.http;

import io.logflow.store.Uploads.Upload;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Uploads: whole ones, and such that are sent in parts and go on after an interruption
 * (draft-ietf-httpbis-resumable-upload-12).
 */
public final class UploadHandler {
  static final String PATH = "/api/v1/upload";

  private final Work work;
  private final Bodies bodies;
  private final UploadFiles files;
  private final JobDoor jobs;
  private final UploadAnswers answers;
  private final UploadParts parts;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  public UploadHandler(Work work, Bodies bodies, UploadFiles files, JobDoor jobs) {
    this.work = work;
    this.bodies = bodies;
    this.files = files;
    this.jobs = jobs;
    this.answers = new UploadAnswers(work, files, bodies.limit());
    this.parts = new UploadParts(work, bodies, files, jobs, answers, busy);
  }

  /** Adds its routes. */
  public void addTo(Router router) {
    router.post(PATH).handler(guarded(this::create));
    router.head(PATH + "/:id").handler(guarded(parts::offset));
    router.get(PATH + "/:id").handler(guarded(this::show));
    router.patch(PATH + "/:id").handler(guarded(parts::append));
    router.delete(PATH + "/:id").handler(guarded(this::remove));
  }

  /**
   * Removes uploads whose last byte came before a time. Waits for the disk.
   *
   * @return how many
   */
  public int expire(long epochMillis) {
    int expired = 0;
    for (Upload upload : files.untouchedSince(epochMillis)) {
      if (busy.add(upload.id())) {
        try {
          files.remove(upload.id());
          expired++;
        } finally {
          busy.remove(upload.id());
        }
      }
    }
    return expired;
  }

  private Handler<RoutingContext> guarded(Handler<RoutingContext> step) {
    return context -> {
      context.request().pause();
      try {
        step.handle(context);
      } catch (RuntimeException e) {
        work.fail(context, e);
      }
    };
  }

  private void create(RoutingContext context) {
    HttpServerRequest request = context.request();
    Query query = new Query(request.query()).only("name");
    Optional<String> key = Fields.idempotencyKey(request);
    boolean whole = Fields.truth(request, "Upload-Complete").orElse(true);
    if (!whole && Bodies.isForm(request)) {
      throw Fields.bad("An upload in parts is sent as it is, not as a form.");
    }
    OptionalLong length = announcedLength(request);
    long coming = bodies.announced(context, 0);
    work.ask(() -> key.flatMap(files::ofKey))
        .compose(
            known ->
                known.isPresent()
                    ? again(context, known.get(), whole, coming)
                    : store(context, query, key, length, whole, coming))
        .onFailure(failure -> work.fail(context, failure));
  }

  private OptionalLong announcedLength(HttpServerRequest request) {
    OptionalLong length = Fields.bytes(request, "Upload-Length");
    if (length.orElse(0) > bodies.limit()) {
      throw Refused.tooLarge("The upload");
    }
    return length;
  }

  /**
   * The request was sent before: its answer comes again. Of a whole file it is made sure that it is
   * the same one.
   */
  private Future<Void> again(RoutingContext context, Upload known, boolean whole, long coming) {
    HttpServerRequest request = context.request();
    OptionalLong length = announcedLength(request);
    requireSame(length.isEmpty() || known.length().isEmpty() || length.equals(known.length()));
    if (!known.complete() || !whole || request.isEnded()) {
      if (!request.isEnded() && coming != 0) {
        context.response().putHeader("Connection", "close");
        request.resume();
      }
      return answers.reply(context, known.complete() ? 200 : 201, known);
    }
    String scratch = files.scratch();
    Replies.letSend(request);
    return bodies
        .part(request)
        .compose(part -> bodies.receive(context, part, files.file(scratch), bodies.limit()))
        .onComplete(
            end ->
                work.ask(
                    () -> {
                      files.remove(scratch);
                      return true;
                    }))
        .compose(
            all -> {
              requireSame(known.sha256().filter(all.sha256()::equals).isPresent());
              return answers.reply(context, 200, known);
            });
  }

  private static void requireSame(boolean same) {
    if (!same) {
      throw Refused.otherRequest();
    }
  }

  private Future<Void> store(
      RoutingContext context,
      Query query,
      Optional<String> key,
      OptionalLong length,
      boolean whole,
      long coming) {
    HttpServerRequest request = context.request();
    if (key.isPresent() && !busy.add("key " + key.get())) {
      throw Refused.inUse();
    }
    Future<Upload> stored =
        work.ask(
                () -> {
                  jobs.requireRoom(Math.max(coming, length.orElse(0)));
                  return true;
                })
            .compose(
                room -> {
                  Replies.letSend(request);
                  return bodies.part(request);
                })
            .compose(
                part -> {
                  Upload upload = files.fresh(name(query, part), length, key);
                  return whole
                      ? receive(context, part, upload, query)
                      : begin(context, part, upload);
                });
    return stored
        .onComplete(end -> key.ifPresent(any -> busy.remove("key " + any)))
        .compose(upload -> answers.reply(context, 201, upload));
  }

  private static String name(Query query, Bodies.Part part) {
    return query.text("name").map(ClientNames::safe).orElse(part.name());
  }

  private Future<Upload> receive(
      RoutingContext context, Bodies.Part part, Upload upload, Query query) {
    OptionalLong length = upload.length();
    return bodies
        .receive(context, part, files.file(upload.id()), length.orElse(bodies.limit()))
        .compose(
            received ->
                work.ask(
                    () -> {
                      UploadParts.requireLength(length, received.bytes());
                      Query all = query.with(part.fields().result()).only("name");
                      files.begin(upload.called(name(all, part)));
                      return files.complete(upload, received.bytes(), received.sha256());
                    }))
        .recover(
            failure ->
                work.ask(
                    () -> {
                      files.remove(upload.id());
                      throw Work.asException(failure);
                    }));
  }

  /** Bytes that come before an interruption stay: its record is there before they are. */
  private Future<Upload> begin(RoutingContext context, Bodies.Part part, Upload upload) {
    return work.ask(
            () -> {
              files.make(upload.id());
              files.begin(upload);
              return true;
            })
        .compose(
            begun -> bodies.receive(context, part, files.file(upload.id()), parts.most(upload, 0)))
        .map(all -> upload)
        .recover(
            failure ->
                work.ask(
                    () -> {
                      if (failure instanceof Refused) { // Nobody was told of it.
                        files.remove(upload.id());
                      }
                      throw Work.asException(failure);
                    }));
  }

  private void show(RoutingContext context) {
    String id = context.pathParam("id");
    work.ask(() -> files.required(id))
        .compose(upload -> answers.reply(context, 200, upload))
        .onFailure(failure -> work.fail(context, failure));
  }

  private void remove(RoutingContext context) {
    String id = context.pathParam("id");
    if (!busy.add(id)) {
      throw Refused.inUse();
    }
    work.ask(
            () -> {
              files.remove(files.required(id).id());
              return true;
            })
        .onComplete(end -> busy.remove(id))
        .compose(gone -> context.response().setStatusCode(204).end())
        .onFailure(failure -> work.fail(context, failure));
  }
}
