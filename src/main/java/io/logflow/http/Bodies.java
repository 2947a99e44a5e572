package io.logflow.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** Takes bodies of requests to the disk, so many at once. */
public final class Bodies {
  private final Work work;
  private final long limit;
  private final int most;
  private final LongConsumer stored;
  private final AtomicInteger coming = new AtomicInteger();

  /**
   * None yet.
   *
   * @param limit bytes of the largest
   * @param most so many at once
   * @param stored hears of bytes that are on the disk
   */
  public Bodies(Work work, long limit, int most, LongConsumer stored) {
    this.work = work;
    this.limit = limit;
    this.most = most;
    this.stored = stored;
  }

  /** Bytes of the largest body. */
  long limit() {
    return limit;
  }

  /**
   * Checks before anything is read whether a body can be taken in, and keeps a place for it.
   *
   * @param already bytes that are there of the same file
   * @return bytes that are announced, 0 where none are
   * @throws Refused 413, 503
   */
  long announced(RoutingContext context, long already) {
    HttpServerRequest request = context.request();
    OptionalLong length = Fields.bytes(request, "Content-Length");
    if (length.orElse(0) > limit - already) {
      throw Refused.tooLarge("The body");
    }
    if (coming.incrementAndGet() > most) {
      coming.decrementAndGet();
      throw new Refused(
          new Problem(
                  503,
                  "limit_exceeded",
                  "The server takes in as many uploads as it may at once.",
                  "Send it again in a moment.")
              .with("Retry-After", "2"));
    }
    Seat.take(context, coming::decrementAndGet);
    return length.orElse(0);
  }

  /** A body, and what the client calls it. */
  record Part(ReadStream<Buffer> body, String name) {}

  /** The data of a request: its body, or the first file of a form. */
  Future<Part> part(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
    if (!type.startsWith("multipart/form-data")) {
      String name = ClientNames.ofDisposition(request.getHeader("Content-Disposition"));
      return Future.succeededFuture(new Part(request, name));
    }
    Promise<Part> first = Promise.promise();
    AtomicBoolean found = new AtomicBoolean();
    request.setExpectMultipart(true);
    request.uploadHandler(
        upload -> {
          if (found.compareAndSet(false, true)) {
            upload.pause();
            first.complete(new Part(upload, ClientNames.safe(upload.filename())));
          } else {
            // The first one's reception ends with the request.
            request.connection().close();
          }
        });
    request.exceptionHandler(first::tryFail);
    request.endHandler(end -> first.tryFail(Fields.bad("The form holds no file.")));
    request.resume();
    return first.future();
  }

  /**
   * Takes a body to the disk.
   *
   * @param file behind whose end it goes
   * @param most bytes that it may have; fewer where {@link #limit} says so
   */
  Future<Reception.Received> receive(RoutingContext context, Part part, Path file, long most) {
    HttpServerRequest request = context.request();
    Optional<String> wanted = Fields.contentDigest(request);
    Reception reception =
        new Reception(
            part.body(),
            work.vertx().getOrCreateContext(),
            work.bodies(),
            file,
            Math.min(limit, most));
    Future<Reception.Received> received = reception.run();
    request.exceptionHandler(reception::stop);
    Seat.occupy(context, reception);
    return received.map(
        all -> {
          stored.accept(all.bytes());
          boolean form = part.body() != request;
          if (!form && wanted.filter(hash -> !hash.equals(all.sha256())).isPresent()) {
            throw Fields.bad("The body does not have the hash that Content-Digest says.");
          }
          return all;
        });
  }
}
