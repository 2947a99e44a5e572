package io.logflow.http;

import static java.util.Objects.requireNonNull;

import io.logflow.job.Sha256;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes one body to the disk. Bytes come on the event loop; one thread writes them while another
 * one counts and hashes them. Where these fall behind by more than a window the client has to wait,
 * so that memory does not grow with the body.
 */
final class Reception {
  private static final int WINDOW = 512 << 10;
  private static final long REST_MILLIS = 200;

  private final ReadStream<Buffer> body;
  private final Context context;
  private final SerialTasks writing;
  private final SerialTasks hashing;
  private final Path file;
  private final long limit;
  private final MessageDigest digest = Sha256.digest();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong hashed = new AtomicLong();
  private final AtomicInteger lanes = new AtomicInteger(2);
  private final Promise<Received> done = Promise.promise();
  private FileChannel channel;
  private volatile Throwable failure;
  // On the event loop only.
  private long received;
  private boolean waits;
  private boolean closed;

  /**
   * What is on the disk.
   *
   * @param bytes how many came with this body
   * @param sha256 of those
   */
  record Received(long bytes, String sha256) {}

  /**
   * A reception that has not begun.
   *
   * @param body paused
   * @param context where the body's events are
   * @param threads for all that waits for the disk
   * @param file behind whose end the bytes go; made where it is not there
   * @param limit bytes that the body may have
   */
  Reception(ReadStream<Buffer> body, Context context, Executor threads, Path file, long limit) {
    this.body = requireNonNull(body, "body is null");
    this.context = context;
    this.writing = new SerialTasks(threads);
    this.hashing = new SerialTasks(threads);
    this.file = file;
    this.limit = limit;
  }

  /** Takes all of it; what comes back is on the disk, or the reason why it is not. */
  Future<Received> run() {
    body.exceptionHandler(this::stop);
    body.endHandler(end -> close());
    body.handler(this::take);
    writing.execute(this::open);
    return done.future();
  }

  private void open() {
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
      context.runOnContext(nothing -> body.resume());
    } catch (IOException e) {
      context.runOnContext(nothing -> stop(e));
    }
  }

  private void take(Buffer buffer) {
    if (closed) {
      return;
    }
    received += buffer.length();
    if (received > limit) {
      stop(Refused.tooLarge("The body"));
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer.getBytes());
    ByteBuffer same = bytes.duplicate();
    writing.execute(() -> write(bytes));
    hashing.execute(() -> hash(same));
    if (behind() > WINDOW && !waits) {
      waits = true;
      body.pause();
    }
  }

  private long behind() {
    return received - Math.min(written.get(), hashed.get());
  }

  private void write(ByteBuffer bytes) {
    int length = bytes.remaining();
    try {
      while (failure == null && bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      context.runOnContext(nothing -> stop(e));
    }
    written.addAndGet(length);
    goOn();
  }

  private void hash(ByteBuffer bytes) {
    int length = bytes.remaining();
    digest.update(bytes);
    hashed.addAndGet(length);
    goOn();
  }

  private void goOn() {
    context.runOnContext(
        nothing -> {
          if (waits && behind() <= WINDOW / 2) {
            waits = false;
            body.resume();
          }
        });
  }

  /**
   * To be told when the request around the body has ended: then the rest of the body is in memory,
   * and a body that does not end with it never does.
   */
  void allHasCome() {
    long before = received;
    context
        .owner()
        .setTimer(
            REST_MILLIS,
            timer -> {
              if (!closed && !waits && received == before) {
                stop(Fields.bad("The form ends within its file."));
              } else if (!closed) {
                allHasCome();
              }
            });
  }

  /** Ends it before its time; what came until then stays in the file. */
  void stop(Throwable reason) {
    if (failure == null) {
      failure = reason;
    }
    close();
  }

  private void close() {
    if (closed) {
      return;
    }
    closed = true;
    hashing.execute(this::end);
    writing.execute(
        () -> {
          flush();
          end();
        });
  }

  private void flush() {
    if (channel == null) {
      return;
    }
    try (FileChannel last = channel) {
      last.force(true);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }

  private void end() {
    if (lanes.decrementAndGet() > 0) {
      return;
    }
    Throwable reason = failure;
    Received all = new Received(written.get(), Sha256.hex(digest));
    context.runOnContext(
        nothing -> {
          if (reason == null) {
            done.complete(all);
          } else {
            done.fail(reason);
          }
        });
  }
}
