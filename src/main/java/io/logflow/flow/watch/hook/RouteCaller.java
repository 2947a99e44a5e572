package io.logflow.flow.watch.hook;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.ProducerTemplate;

/**
 * Sends the facts, a map, through a route of the user's. Each call has a thread of its own, because
 * nothing can end a route that hangs; while one does, no further call is begun.
 */
final class RouteCaller implements Caller {
  private final ProducerTemplate template;
  private final String route;
  private final Duration timeout;
  private Thread last;

  RouteCaller(ProducerTemplate template, String route, Duration timeout) {
    this.template = template;
    this.route = route;
    this.timeout = timeout;
  }

  @Override
  public void call(Map<String, Object> facts) throws HookFailure, InterruptedException {
    if (last != null && last.isAlive()) {
      throw new HookFailure("has not come back from an earlier call");
    }
    FutureTask<Object> task = new FutureTask<>(() -> template.requestBody(route, (Object) facts));
    last = new Thread(task, "hook-route");
    last.setDaemon(true);
    last.start();
    try {
      task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      last.join();
    } catch (TimeoutException e) {
      throw new HookFailure("did not come back within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause().getCause() == null ? e.getCause() : e.getCause().getCause();
      throw new HookFailure("failed: " + cause, e);
    } finally {
      task.cancel(true);
    }
  }
}
