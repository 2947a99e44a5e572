package io.logflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.store.Uploads.Upload;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is told of an upload: in fields, as the draft has them, and as a document. */
final class UploadAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Work work;
  private final UploadFiles files;
  private final long limit;

  UploadAnswers(Work work, UploadFiles files, long limit) {
    this.work = work;
    this.files = files;
    this.limit = limit;
  }

  /** Sets the fields that tell how much is there. */
  HttpServerResponse head(RoutingContext context, Upload upload, long offset) {
    HttpServerResponse response = context.response();
    upload.length().ifPresent(length -> response.putHeader("Upload-Length", Long.toString(length)));
    return response
        .putHeader("Upload-Complete", upload.complete() ? "?1" : "?0")
        .putHeader("Upload-Offset", Long.toString(offset))
        .putHeader("Upload-Limit", "max-size=" + limit);
  }

  /** Answers with the upload. */
  Future<Void> reply(RoutingContext context, int status, Upload upload) {
    return work.ask(() -> files.offset(upload.id()))
        .compose(
            offset ->
                head(context, upload, offset)
                    .setStatusCode(status)
                    .putHeader("Location", UploadHandler.PATH + "/" + upload.id())
                    .putHeader("Content-Type", "application/json")
                    .end(json(upload, offset)));
  }

  private static String json(Upload upload, long offset) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", upload.id());
    document.put("name", upload.name());
    document.put("complete", upload.complete());
    document.put("size", offset);
    document.put("sha256", upload.sha256().orElse(null));
    document.put("created_at", Instant.ofEpochMilli(upload.createdAt()).toString());
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
  }
}
