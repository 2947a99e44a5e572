package io.logflow.http;

import io.logflow.http.JobDoor.Standing;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells of a job while it goes on, as server-sent events (WHATWG HTML, 9.2). */
public final class EventStream {
  private static final int MOST = 64;
  private static final long LOOK_MILLIS = 500;

  /** After so many looks without news something is sent, so that nobody takes it for dead. */
  private static final int LOOKS_BETWEEN_SIGNS = 20;

  private final Work work;
  private final JobDoor jobs;
  private final JobEnds ends;
  private final AtomicInteger open = new AtomicInteger();

  public EventStream(Work work, JobDoor jobs, JobEnds ends) {
    this.work = work;
    this.jobs = jobs;
    this.ends = ends;
  }

  /** Adds its route. */
  public void addTo(Router router) {
    router.get("/api/v1/job/:id/events").handler(this::begin);
  }

  private void begin(RoutingContext context) {
    String id = context.pathParam("id");
    if (open.incrementAndGet() > MOST) {
      open.decrementAndGet();
      work.fail(
          context,
          new Refused(
              new Problem(
                      503,
                      "limit_exceeded",
                      "Too many streams of events are open.",
                      "Ask for the job instead.")
                  .with("Retry-After", "5")));
      return;
    }
    context.addEndHandler(end -> open.decrementAndGet());
    work.ask(() -> jobs.standing(id))
        .onSuccess(
            standing -> {
              context.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
              tell(context.response(), id, standing, "", 0);
            })
        .onFailure(failure -> work.fail(context, failure));
  }

  private void tell(
      HttpServerResponse response, String id, Standing standing, String before, int looks) {
    if (response.closed() || response.ended()) {
      return;
    }
    boolean news = !standing.status().equals(before);
    if (news) {
      response.write("event: " + standing.status() + "\ndata: " + standing.document() + "\n\n");
    } else if (looks >= LOOKS_BETWEEN_SIGNS) {
      response.write(": still " + before + "\n\n");
    }
    if (!standing.open()) {
      response.end();
      return;
    }
    int next = news || looks >= LOOKS_BETWEEN_SIGNS ? 0 : looks + 1;
    ends.within(work.vertx(), id, LOOK_MILLIS)
        .compose(end -> work.ask(() -> jobs.standing(id)))
        .onSuccess(now -> tell(response, id, now, standing.status(), next))
        .onFailure(failure -> response.reset());
  }
}
