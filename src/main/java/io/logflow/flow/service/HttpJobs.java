package io.logflow.flow.service;

import io.logflow.flow.watch.Accepted;
import io.logflow.flow.watch.Arrivals;
import io.logflow.http.JobDoor;
import io.logflow.http.Problem;
import io.logflow.http.Refused;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Request;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.RequestKeys;
import io.logflow.settings.Settings;
import io.logflow.store.JobPages;
import io.logflow.store.Jobs;
import io.logflow.store.StoredJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The jobs behind the HTTP interface: makes them, and tells how they stand. */
final class HttpJobs implements JobDoor {
  private final Service.Parts parts;
  private final Arrivals arrivals;
  private final Jobs jobs;
  private final JobPages pages;
  private final AllowedFiles allowed;

  HttpJobs(Service.Parts parts, Arrivals arrivals) {
    this.parts = parts;
    this.arrivals = arrivals;
    this.jobs = new Jobs(parts.store());
    this.pages = new JobPages(parts.store());
    this.allowed = new AllowedFiles(parts.process().server().allowedRoots());
  }

  @Override
  public void requireRoom(long bytes) {
    if (!arrivals.isOpen()) {
      throw busy("The queue is full, or paused.");
    }
    try {
      arrivals.requireFree(bytes);
    } catch (LogFlowException full) {
      throw busy("The disk of the server has too little room.");
    }
  }

  private static Refused busy(String why) {
    return new Refused(
        new Problem(503, "limit_exceeded", why, "Send it again later.").with("Retry-After", "10"));
  }

  @Override
  public void check(Order order) {
    settings(order);
  }

  private Settings settings(Order order) {
    order
        .options()
        .keySet()
        .forEach(
            name ->
                RequestKeys.refuses(name)
                    .ifPresent(
                        why -> {
                          throw new Refused(400, "configuration", why, "See the guide's settings.");
                        }));
    Map<String, Object> overlay = new HashMap<>(order.options());
    overlay.put("conversion.on_existing", "version");
    overlay.put("conversion.output_name", "{name}");
    overlay.put("conversion.output_kind", "file");
    overlay.put("conversion.partition_by", List.of());
    overlay.put("conversion.max_file_size", "none");
    return parts.settingsOf(overlay, order.profile());
  }

  @Override
  public boolean isKnown(String key) {
    return pages.ofKey(InboxSettings.HTTP, key).isPresent();
  }

  @Override
  public Optional<String> again(Order order) {
    Optional<StoredJob> known = order.key().flatMap(key -> pages.ofKey(InboxSettings.HTTP, key));
    if (known.flatMap(job -> job.text("request_hash")).stream()
        .anyMatch(hash -> !hash.equals(order.requestHash()))) {
      throw Refused.otherRequest();
    }
    return known.map(StoredJob::id);
  }

  @Override
  public String accept(Path file, boolean stays, Order order) {
    try {
      Settings settings = settings(order);
      return arrivals.accept(
          file,
          stays,
          order.name(),
          settings,
          order.key().map(key -> new Accepted.Asked(key, order.requestHash())));
    } catch (LogFlowException e) {
      // The same request may have come twice at once: the other one has made the job.
      return again(order).orElseThrow(() -> e);
    }
  }

  @Override
  public Question plan(Path file, Order order) {
    check(order);
    Request.Builder request = Request.of(file);
    order.options().forEach(request::set);
    order.profile().ifPresent(request::profile);
    if (!order.options().containsKey("max_rejects")) {
      request.set("conversion.max_rejects", "100%");
    }
    return new PlanQuestion(parts.plan(), request.build(), order.name());
  }

  @Override
  public void copy(String path, Path to) {
    allowed.copy(path, to, this::requireRoom);
  }

  @Override
  public Standing standing(String id) {
    StoredJob job = JobResource.required(jobs, id);
    return new Standing(
        JobDocument.json(JobDocument.of(job)),
        JobDocument.status(job),
        JobDocument.isOpen(job),
        failure(job));
  }

  private static Optional<Problem> failure(StoredJob job) {
    String status = JobDocument.status(job);
    if (status.equals("empty")) {
      return Optional.of(new Problem(422, "empty_input", "The input has no rows.", ""));
    }
    return job.text("error_kind")
        .map(
            kind ->
                new Problem(
                    ErrorKind.valueOf(kind.toUpperCase(Locale.ROOT)).httpStatus(),
                    kind,
                    job.text("error").orElse(""),
                    job.text("error_remedy").orElse("")));
  }

  @Override
  public Path result(String id) {
    StoredJob job = JobResource.required(jobs, id);
    if (JobDocument.isOpen(job)) {
      throw notYet(job);
    }
    StoredJob made =
        job.text("duplicate_of").flatMap(jobs::get).filter(any -> isDuplicate(job)).orElse(job);
    Path output =
        file(
            made.text("output_path")
                .filter(any -> JobDocument.status(made).startsWith("completed")));
    if (!ServerFiles.isOf(made, output)) {
      throw gone();
    }
    return output;
  }

  private static boolean isDuplicate(StoredJob job) {
    return JobDocument.status(job).equals("duplicate");
  }

  @Override
  public Path rejects(String id) {
    StoredJob job = JobResource.required(jobs, id);
    if (JobDocument.isOpen(job)) {
      throw notYet(job);
    }
    return file(job.text("rejects_path"));
  }

  private static Path file(Optional<String> path) {
    Path file =
        path.map(Path::of)
            .orElseThrow(
                () ->
                    new Refused(404, "not_found", "The job has none.", "GET the job to see why."));
    if (Files.isDirectory(file)) {
      throw new Refused(
          409, "usage", "The output is a folder of several files.", "Read it on the server.");
    }
    if (!Files.isRegularFile(file)) {
      throw gone();
    }
    return file;
  }

  private static Refused gone() {
    return new Refused(410, "not_found", "The file is gone.", "Convert the input again.");
  }

  private static Refused notYet(StoredJob job) {
    return new Refused(
        new Problem(
                409,
                "usage",
                "The job is " + JobDocument.status(job) + ".",
                "Wait for its end: GET the job, or its events.")
            .with("Retry-After", "1"));
  }
}
