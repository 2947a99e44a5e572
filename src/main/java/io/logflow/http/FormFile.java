package io.logflow.http;

import io.logflow.http.Bodies.Part;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** The one file of a form ({@code multipart/form-data}, RFC 7578), and its other fields. */
final class FormFile {
  private final HttpServerRequest request;
  private final Promise<Part> file = Promise.promise();
  private final Promise<Map<String, String>> fields = Promise.promise();

  FormFile(HttpServerRequest request) {
    this.request = request;
  }

  /** The file, when the form has come so far. */
  Future<Part> part() {
    request.setExpectMultipart(true);
    request.uploadHandler(this::take);
    request.exceptionHandler(file::tryFail);
    request.endHandler(end -> end());
    request.resume();
    return file.future();
  }

  private void take(HttpServerFileUpload upload) {
    upload.pause();
    Part part = new Part(upload, ClientNames.safe(upload.filename()), fields.future());
    if (!file.tryComplete(part)) {
      fields.tryFail(Fields.bad("The form holds more than one file; send each by itself."));
    }
  }

  private void end() {
    file.tryFail(Fields.bad("The form holds no file."));
    Map<String, String> all = new LinkedHashMap<>();
    boolean twice = false;
    for (Map.Entry<String, String> field : request.formAttributes()) {
      twice |= all.put(field.getKey(), field.getValue()) != null;
    }
    if (twice) {
      fields.tryFail(Fields.bad("A field of the form is given twice."));
    } else {
      fields.tryComplete(all);
    }
  }
}
