package io.logflow.http;

import io.logflow.store.Uploads.Upload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Parts of uploads that go on after an interruption (draft-ietf-httpbis-resumable-upload-12). */
final class UploadParts {
  private static final String PARTIAL = "application/partial-upload";

  private final Work work;
  private final Bodies bodies;
  private final UploadFiles files;
  private final JobDoor jobs;
  private final UploadAnswers answers;
  private final Set<String> busy;

  /**
   * Parts of these uploads.
   *
   * @param busy ids of uploads that somebody adds to
   */
  UploadParts(
      Work work,
      Bodies bodies,
      UploadFiles files,
      JobDoor jobs,
      UploadAnswers answers,
      Set<String> busy) {
    this.work = work;
    this.bodies = bodies;
    this.files = files;
    this.jobs = jobs;
    this.answers = answers;
    this.busy = busy;
  }

  /** Answers with how many bytes are there. */
  void offset(RoutingContext context) {
    String id = context.pathParam("id");
    work.ask(() -> files.required(id))
        .compose(
            upload ->
                work.ask(() -> files.offset(upload.id()))
                    .map(at -> answers.head(context, upload, at)))
        .compose(response -> response.setStatusCode(204).end())
        .onFailure(failure -> work.fail(context, failure));
  }

  /** Adds a part behind the bytes that are there. */
  void append(RoutingContext context) {
    HttpServerRequest request = context.request();
    String id = context.pathParam("id");
    String type = String.valueOf(request.getHeader("Content-Type"));
    long from = Fields.bytes(request, "Upload-Offset").orElse(-1);
    Optional<Boolean> last = Fields.truth(request, "Upload-Complete");
    if (!type.startsWith(PARTIAL)) {
      throw new Refused(
          415, "usage", "A part must be sent as " + PARTIAL + ".", "Set Content-Type.");
    }
    if (from < 0 || last.isEmpty()) {
      throw Fields.bad("A part needs the fields Upload-Offset and Upload-Complete.");
    }
    bodies.announced(context, from);
    if (!busy.add(id)) {
      throw Refused.inUse();
    }
    work.ask(
            () -> {
              Upload upload = files.required(id);
              requireOffset(upload, from);
              jobs.requireRoom(0);
              return upload;
            })
        .compose(
            upload -> {
              Replies.letSend(request);
              String name = upload.name();
              return bodies
                  .receive(
                      context, Bodies.Part.whole(request, name), files.file(id), most(upload, from))
                  .recover(failure -> work.ask(() -> takenBack(id, from, failure)));
            })
        .compose(all -> work.ask(() -> appended(id, last.get())))
        .onComplete(end -> busy.remove(id))
        .compose(upload -> answers.reply(context, 200, upload))
        .onFailure(failure -> work.fail(context, failure));
  }

  /** Of a part that was refused nothing stays; what an interruption has left does. */
  private Reception.Received takenBack(String id, long from, Throwable failure) throws Exception {
    if (failure instanceof Refused) {
      files.cut(id, from);
    }
    throw Work.asException(failure);
  }

  private void requireOffset(Upload upload, long from) {
    if (upload.complete()) {
      throw new Refused(
          409, "usage", "The upload is complete.", "Nothing more can be added to it.");
    }
    long there = files.offset(upload.id());
    if (there != from) {
      throw new Refused(
          new Problem(
                  409,
                  "usage",
                  "The upload has " + there + " bytes, and the part begins at " + from + ".",
                  "Go on where Upload-Offset says.")
              .with("Upload-Offset", Long.toString(there))
              .with("Upload-Complete", "?0"));
    }
  }

  private Upload appended(String id, boolean last) {
    Upload upload = files.required(id);
    if (!last) {
      return upload;
    }
    long size = files.offset(id);
    requireLength(upload.length(), size);
    return files.complete(upload, size, files.sha256(id));
  }

  /** Bytes that may still come behind those that are there. */
  long most(Upload upload, long already) {
    return Math.min(bodies.limit(), upload.length().orElse(Long.MAX_VALUE)) - already;
  }

  static void requireLength(OptionalLong length, long bytes) {
    if (length.isPresent() && length.getAsLong() != bytes) {
      throw Fields.bad("The upload has another size than Upload-Length says.");
    }
  }
}
