package io.logflow.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what waits for the disk: event loops never do. */
public final class Work implements AutoCloseable {
  private static final int THREADS = 8;
  private static final int MOST_PLANS = 16;

  private final Vertx vertx;
  private final WorkerExecutor questions;
  private final ExecutorService bodies;
  private final ExecutorService plans;

  Work(Vertx vertx) {
    this.vertx = vertx;
    this.questions = vertx.createSharedWorkerExecutor("logflow-api", THREADS);
    this.bodies = threads("logflow-upload", THREADS, new LinkedBlockingQueue<>());
    this.plans = threads("logflow-plan", 1, new ArrayBlockingQueue<>(MOST_PLANS));
  }

  private static ExecutorService threads(String name, int most, BlockingQueue<Runnable> waiting) {
    return new ThreadPoolExecutor(
        most,
        most,
        0,
        TimeUnit.SECONDS,
        waiting,
        task -> {
          Thread thread = new Thread(task, name);
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

  /**
   * Asks something that reads a whole file; one such question is answered at a time.
   *
   * @throws Refused 503 where too many wait
   */
  Future<String> plan(RoutingContext context, JobDoor.Question question) {
    Promise<String> answer = Promise.promise();
    Context caller = vertx.getOrCreateContext();
    context.addEndHandler(end -> question.cancel());
    try {
      plans.execute(
          () -> {
            try {
              String text = question.answer();
              caller.runOnContext(nothing -> answer.complete(text));
            } catch (RuntimeException e) {
              caller.runOnContext(nothing -> answer.fail(e));
            }
          });
    } catch (RejectedExecutionException full) {
      throw new Refused(
          new Problem(
                  503, "limit_exceeded", "Too many such questions wait.", "Send it again later.")
              .with("Retry-After", "10"));
    }
    return answer.future();
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
    plans.shutdownNow();
    questions.close();
  }
}
