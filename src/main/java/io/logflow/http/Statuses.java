package io.logflow.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** HTTP statuses in words. */
final class Statuses {
  private Statuses() {}

  /** The reason phrase of a status (RFC 9110, 15). */
  static String reason(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
