package io.logflow.flow.service;

import io.logflow.flow.watch.Watch;
import io.logflow.http.Query;
import io.logflow.http.Refused;
import io.logflow.job.JobStatus;
import io.logflow.settings.InboxSettings;
import io.logflow.store.JobPages;
import io.logflow.store.Jobs;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Header;

/** Jobs as resources: looked at, listed, cancelled, tried again. */
public final class JobResource {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 500;

  private final Jobs jobs;
  private final JobPages pages;
  private final Queue queue;
  private final Watch watch;
  private final ServerFiles files;

  JobResource(StateStore store, Watch watch, ServerFiles files) {
    this.files = files;
    this.jobs = new Jobs(store);
    this.pages = new JobPages(store);
    this.queue = new Queue(store);
    this.watch = watch;
  }

  /**
   * The job of an id.
   *
   * @throws Refused 404
   */
  static StoredJob required(Jobs jobs, String id) {
    return jobs.get(id)
        .orElseThrow(
            () ->
                new Refused(
                    404, "not_found", "There is no such job.", "GET /api/v1/jobs lists them."));
  }

  /** {@code GET /api/v1/job/{id}}. */
  public void get(@Header("id") String id, Exchange exchange) {
    Answers.json(exchange, 200, JobDocument.of(required(jobs, id)));
  }

  /** {@code GET /api/v1/jobs}. */
  public void list(@Header(Exchange.HTTP_QUERY) String text, Exchange exchange) {
    Query query = new Query(text).only("status", "door", "limit", "cursor");
    int limit = (int) query.number("limit", 1, LARGEST_PAGE, PAGE);
    long before = query.number("cursor", 1, Long.MAX_VALUE, Long.MAX_VALUE);
    List<JobStatus> statuses = query.list("status").stream().map(JobResource::status).toList();
    List<StoredJob> found = pages.page(statuses, query.text("door"), before, limit);
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("jobs", found.stream().map(JobDocument::of).toList());
    page.put(
        "next_cursor",
        found.size() < limit ? null : Long.toString(JobPages.arrival(found.get(found.size() - 1))));
    Answers.json(exchange, 200, page);
  }

  private static JobStatus status(String label) {
    return Arrays.stream(JobStatus.values())
        .filter(status -> status.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new Refused(
                    400,
                    "usage",
                    "There is no such state of a job.",
                    "States are "
                        + String.join(
                            ", ", Arrays.stream(JobStatus.values()).map(JobStatus::label).toList())
                        + "."));
  }

  /** {@code DELETE /api/v1/job/{id}}. */
  public void cancel(
      @Header("id") String id, @Header(Exchange.HTTP_QUERY) String text, Exchange exchange) {
    boolean purge = new Query(text).only("purge").flag("purge");
    StoredJob job = steerable(id);
    if (purge && !JobDocument.isOpen(job)) {
      files.purge(job);
      Answers.nothing(exchange);
      return;
    }
    if (!queue.cancel(id, System.currentTimeMillis())) {
      throw new Refused(
          409,
          "usage",
          "The job is " + JobDocument.status(job) + " and cannot be cancelled any more.",
          "Only jobs that wait or run can.");
    }
    watch.stopCancelled(id);
    if (purge) {
      // Its files are in use until it has ended.
      exchange.getMessage().setHeader("Retry-After", "1");
    }
    Answers.json(exchange, 202, JobDocument.of(required(jobs, id)));
  }

  /** {@code POST /api/v1/job/{id}/retry}. */
  public void retry(@Header("id") String id, Exchange exchange) {
    StoredJob job = steerable(id);
    if (!queue.retry(id)) {
      throw new Refused(
          409,
          "usage",
          "The job is " + JobDocument.status(job) + " and cannot be tried again.",
          "Only jobs that failed, were cancelled or quarantined can, while their input is there.");
    }
    exchange.getMessage().setHeader("Location", JobDocument.PATH + id);
    Answers.json(exchange, 202, JobDocument.of(required(jobs, id)));
  }

  private StoredJob steerable(String id) {
    StoredJob job = required(jobs, id);
    String door = job.text("door").orElse("");
    if (!door.equals(InboxSettings.HTTP) && !door.startsWith(InboxSettings.DOOR)) {
      throw new Refused(
          409,
          "usage",
          "The job belongs to another program.",
          "Jobs of inboxes and of this server can be cancelled and tried again.");
    }
    return job;
  }
}
