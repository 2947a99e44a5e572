package io.logflow.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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

  /**
   * A body, and what stands around it.
   *
   * @param name what the client calls it
   * @param fields the other fields of a form; known when all of it has come
   */
  record Part(ReadStream<Buffer> body, String name, Future<Map<String, String>> fields) {

    /** A body that is the request's own. */
    static Part whole(HttpServerRequest request, String name) {
      return new Part(request, name, Future.succeededFuture(Map.of()));
    }
  }

  /** Whether the data of a request is a file in a form. */
  static boolean isForm(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/form-data");
  }

  /** The data of a request: its body, or the one file of a form. */
  Future<Part> part(HttpServerRequest request) {
    if (isForm(request)) {
      return new FormFile(request).part();
    }
    String name = ClientNames.ofDisposition(request.getHeader("Content-Disposition"));
    return Future.succeededFuture(Part.whole(request, name));
  }

  /**
   * Takes a body to the disk.
   *
   * @param file behind whose end it goes
   * @param most bytes that it may have; fewer where {@link #limit} says so
   */
  Future<Reception.Received> receive(RoutingContext context, Part part, Path file, long most) {
    HttpServerRequest request = context.request();
    Fields.contentDigest(request); // What is no field of the kind is told before anything is read.
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
    part.fields().onComplete(end -> reception.allHasCome());
    return received.compose(all -> part.fields().map(fields -> checked(request, part, all)));
  }

  private Reception.Received checked(HttpServerRequest request, Part part, Reception.Received all) {
    Optional<String> wanted = Fields.contentDigest(request);
    stored.accept(all.bytes());
    boolean form = part.body() != request;
    if (!form && wanted.filter(hash -> !hash.equals(all.sha256())).isPresent()) {
      throw Fields.bad("The body does not have the hash that Content-Digest says.");
    }
    return all;
  }
}
