package io.logflow.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets handlers wait for the ends of jobs without any thread that waits. */
public final class JobEnds {
  private final Map<String, Set<Promise<Void>>> waiting = new ConcurrentHashMap<>();

  /** A job has ended. */
  public void ended(String id) {
    Set<Promise<Void>> all = waiting.remove(id);
    if (all != null) {
      all.forEach(Promise::tryComplete);
    }
  }

  /** Completes when a job ends, and after this time anyway. */
  Future<Void> within(Vertx vertx, String id, long millis) {
    Promise<Void> end = Promise.promise();
    waiting.compute(
        id,
        (any, before) -> {
          Set<Promise<Void>> all = before == null ? ConcurrentHashMap.newKeySet() : before;
          all.add(end);
          return all;
        });
    long timer = vertx.setTimer(Math.max(1, millis), late -> end.tryComplete());
    return end.future()
        .onComplete(
            over -> {
              vertx.cancelTimer(timer);
              waiting.computeIfPresent(
                  id,
                  (any, all) -> {
                    all.remove(end);
                    return all.isEmpty() ? null : all;
                  });
            });
  }
}
