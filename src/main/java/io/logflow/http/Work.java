package io.logflow.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what waits for the disk: event loops never do. */
public final class Work implements AutoCloseable {
  private static final int THREADS = 8;

  private final Vertx vertx;
  private final WorkerExecutor questions;
  private final ExecutorService bodies;

  Work(Vertx vertx) {
    this.vertx = vertx;
    this.questions = vertx.createSharedWorkerExecutor("logflow-api", THREADS);
    this.bodies =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "logflow-upload");
              thread.setDaemon(true);
              return thread;
            });
  }

  Vertx vertx() {
    return vertx;
  }

  /** For bytes that come in. */
  Executor bodies() {
    return bodies;
  }

  /** Asks something that waits; the answer comes on the event loop of the caller. */
  <T> Future<T> ask(Callable<T> question) {
    return questions.executeBlocking(question, false);
  }

  /** Answers with a failure; a client that still sends is not listened to any longer. */
  void fail(RoutingContext context, Throwable failure) {
    HttpServerRequest request = context.request();
    Problem problem = Problem.of(failure);
    if (request.isEnded()) {
      Replies.problem(request, problem);
    } else {
      Replies.refuse(context, request, problem);
    }
  }

  /** A failure as a step of {@link #ask} can throw it. */
  static Exception asException(Throwable failure) {
    return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
  }

  @Override
  public void close() {
    bodies.shutdown();
    questions.close();
  }
}
